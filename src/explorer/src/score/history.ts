// How the scores of a site changed from day to day: as numbers in a table, and as small lines (report/history.py).

import type { Day, Report, Site } from "./content.ts";
import { tenth } from "./fraction.ts";
import { highest, lowest, scores } from "./measure.ts";
import { reserved, signed, TO } from "./phrases.ts";

const COLUMNS = 8; // days in the table
const [WIDTH, HEIGHT, EDGE] = [120, 20, 3]; // of a line, in units of its own

type Point = readonly [along: number, up: number];

/** What became of an item, or of the total: a value for each day in words, and the last change. */
export interface Line {
  readonly label: string;
  readonly values: readonly string[];
  readonly change: string;
  readonly path: string;
  readonly last: Point | null;
}

/** The days that are shown, and how many earlier ones are not, with a line for each item and the total. */
export interface History {
  readonly days: readonly Day[];
  readonly earlier: number;
  readonly lines: readonly Line[];
  readonly first: string;
  readonly before: string; // the day before the last
  readonly told: string; // what there is to say of it
}

/** Give how a site's scores changed; nothing where it was scored on one day only. */
export function history(report: Report, site: Site): History | null {
  const { instrument, words } = report;
  const days = site.days.filter((day) => day.date && day.raters.length);
  const change = site.changes.at(-1);
  const [first] = days;
  if (days.length < 2 || !change || !first) return null;
  const shown = days.slice(-COLUMNS);
  const steps = scores(instrument);
  const lines = site.items.map(({ label }, at) => {
    const values = days.map((day) => day.means[at] ?? null);
    return line(label, days, values, change.items[at]?.[1] ?? null, [Math.min(...steps), Math.max(...steps)]);
  });
  const bounds = [lowest(instrument), highest(instrument)] as const;
  const whole = line(
    words.say("report.total.word"),
    days,
    days.map((day) => day.total),
    change.total,
    bounds,
  );
  lines.push({ ...whole, values: shown.map((day, at) => whole.values[at] || between(day)) });
  const told = reserved(words, change).join(" ");
  return {
    days: shown,
    earlier: days.length - shown.length,
    lines,
    first: first.date,
    before: change.before,
    told,
  };
}

/** Give between what the total of a day lies. */
function between(day: Day): string {
  if (!day.totals.length) return "";
  return `${Math.min(...day.totals.map((each) => each.least))}${TO}${Math.max(...day.totals.map((each) => each.most))}`;
}

function line(
  label: string,
  days: readonly Day[],
  values: readonly (number | null)[],
  change: number | null,
  scale: readonly [number, number],
): Line {
  const points = pointsOf(days, values, scale);
  return {
    label,
    values: values.slice(-COLUMNS).map((value) => (value === null ? "" : String(value))),
    change: change === null ? "" : signed(change),
    path: points
      .map((point, at) => (point ? `${points[at - 1] ? "L" : "M"}${tenth(point[0])} ${tenth(point[1])}` : ""))
      .join(""),
    last: points.findLast((point) => point !== null) ?? null,
  };
}

/** Give where each day's value stands: along by the calendar, up by the scale. */
function pointsOf(
  days: readonly Day[],
  values: readonly (number | null)[],
  [least, most]: readonly [number, number],
): (Point | null)[] {
  const numbers = days.map((day) => Date.parse(`${day.date}T00:00:00Z`) / 86_400_000);
  const first = numbers[0] ?? 0;
  const [long, high] = [Math.max(1, (numbers.at(-1) ?? 0) - first), Math.max(1, most - least)];
  return values.map((value, at) => {
    if (value === null) return null;
    const along = EDGE + ((WIDTH - 2 * EDGE) * ((numbers[at] ?? 0) - first)) / long;
    const up = EDGE + ((HEIGHT - 2 * EDGE) * (most - value)) / high;
    return [Number(tenth(along)), Number(tenth(up))];
  });
}
