// Scores: totals that say what they rest on, how far raters agree, and what changed. The rules for what is
// missing, and for several raters, are said in service/measure/scoring.py, and these are the same.

import type { Sheet } from "./answering.ts";
import { bySheet, rates } from "./answering.ts";
import { sha256 } from "./digest.ts";
import type { Fraction } from "./fraction.ts";
import { mean, minus } from "./fraction.ts";
import type { Instrument, Item } from "./measure.ts";
import { scores } from "./measure.ts";
import type { PlannedAction } from "./reading.ts";
import { byText, compared } from "./text.ts";
import type { Words } from "./words.ts";

/** A rater's total, or the bounds of it where items are missing. */
export interface Total {
  readonly rater: string;
  readonly answered: number;
  readonly least: number;
  readonly most: number;
}

/** What the raters of one day gave an item: by rater, null where it was not answered. */
export interface ItemScore {
  readonly item: Item;
  readonly scores: ReadonlyMap<string, number | null>;
  readonly given: readonly number[];
  readonly mean: Fraction | null;
  readonly low: boolean;
}

/** How far raters agree: pairs of raters, each on each item that both answered. */
export interface Agreement {
  readonly pairs: number;
  readonly same: number;
  readonly near: number;
}

/** A site on one day: the sheets of its raters, and the scores that follow from them. */
export interface Occasion {
  readonly date: string;
  readonly sheets: readonly Sheet[];
  readonly items: readonly ItemScore[];
  readonly totals: readonly Total[];
  readonly total: Fraction | null;
  readonly raters: readonly string[];
}

/** A site and the days on which it was scored, the earliest first; without a date stands before all. */
export interface Service {
  readonly site: string;
  readonly occasions: readonly Occasion[];
  readonly latest: Occasion;
  readonly changes: readonly (readonly [Occasion, Occasion])[];
  readonly plan: readonly PlannedAction[];
}

/** Give sheets in which raters are numbered, as small teams are easily known; one alone has no number. */
export function unnamed(sheets: readonly Sheet[], words: Words): Sheet[] {
  const raters = new Set(sheets.filter(rates).map((sheet) => compared(sheet.rater)));
  const listed = [...raters].filter(Boolean).sort((one, other) => byText(sha256(one), sha256(other)));
  const names = new Map(
    listed.map((rater, place) => [rater, words.say("form.rater", { number: place + 1 })]),
  );
  return sheets.map((sheet) => ({
    ...sheet,
    rater: (raters.size > 1 && names.get(compared(sheet.rater))) || "",
  }));
}

/** Give every site with its days, in the order of names and dates. */
export function services(instrument: Instrument, sheets: readonly Sheet[]): Service[] {
  const listed = [...sheets].sort(bySheet);
  return grouped(listed, (sheet) => sheet.site).map(([site, some]) => service(instrument, site, some));
}

/** Give what stands together by what it has in common, in the order in which it comes. */
export function grouped<Each>(listed: readonly Each[], by: (each: Each) => string): [string, Each[]][] {
  const found: [string, Each[]][] = [];
  for (const each of listed) {
    const last = found.at(-1);
    if (last && last[0] === by(each)) last[1].push(each);
    else found.push([by(each), [each]]);
  }
  return found;
}

/** Give a site. A sheet that has nothing but a plan is of no day, unless the site has no other. */
function service(instrument: Instrument, site: string, sheets: readonly Sheet[]): Service {
  const rated = sheets.filter(rates);
  const days = grouped(rated.length ? rated : sheets, (sheet) => sheet.date);
  const occasions = days.map(([date, some]) => scored(instrument, date, some));
  const dated = occasions.filter((occasion) => occasion.date);
  const latest = occasions.at(-1) ?? scored(instrument, "", []);
  const changes = dated.slice(1).flatMap((after, place) => {
    const before = dated[place];
    return before ? [[before, after] as const] : [];
  });
  return { site, occasions, latest, changes, plan: planned(instrument, sheets) };
}

/** Give what is agreed, in the order of the items: of each, what was agreed on the latest day, once. */
function planned(instrument: Instrument, sheets: readonly Sheet[]): PlannedAction[] {
  return instrument.items.flatMap(({ iri }) => {
    const of = (sheet: Sheet): PlannedAction[] => sheet.plans.filter((line) => line.item === iri);
    const days = sheets.filter((sheet) => of(sheet).length).map((sheet) => sheet.date);
    const latest = days.sort(byText).at(-1) ?? "";
    const lines = sheets.filter((sheet) => sheet.date === latest).flatMap(of);
    return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
  });
}

/** Give the scores of one day. */
function scored(instrument: Instrument, date: string, sheets: readonly Sheet[]): Occasion {
  const scoring = sheets.filter((sheet) => sheet.scores.size);
  const totals = scoring.map((sheet) => totalOf(instrument, sheet));
  return {
    date,
    sheets,
    items: instrument.items.map((item) => itemScore(instrument, item, scoring)),
    totals,
    total: mean(totals.filter((total) => total.least === total.most).map((total) => total.least)),
    raters: scoring.map((sheet) => sheet.rater),
  };
}

function itemScore(instrument: Instrument, item: Item, scoring: readonly Sheet[]): ItemScore {
  const by = new Map(scoring.map((sheet) => [sheet.rater, sheet.scores.get(item.iri) ?? null]));
  const given = [...by.values()].filter((score) => score !== null);
  const below = given.filter((score) => instrument.low.includes(score)).length;
  return { item, scores: by, given, mean: mean(given), low: given.length > 0 && 2 * below >= given.length };
}

function totalOf(instrument: Instrument, sheet: Sheet): Total {
  const missing = instrument.items.length - sheet.scores.size;
  const known = [...sheet.scores.values()].reduce((sum, score) => sum + score, 0);
  const [least, most] = [Math.min(...scores(instrument)), Math.max(...scores(instrument))];
  const answered = sheet.scores.size;
  return { rater: sheet.rater, answered, least: known + missing * least, most: known + missing * most };
}

/** Give how far the raters of a day agree; nothing where no item has two. */
export function agreement(occasion: Occasion): Agreement | null {
  const apart = occasion.items.flatMap(({ given }) =>
    given.flatMap((one, place) => given.slice(place + 1).map((other) => Math.abs(one - other))),
  );
  if (!apart.length) return null;
  const within = (gap: number): number => apart.filter((each) => each <= gap).length;
  return { pairs: apart.length, same: within(0), near: within(1) };
}

/** Give by how much each item's mean score changed; null where one of the two is missing. */
export function change(before: Occasion, after: Occasion): (Fraction | null)[] {
  return after.items.map((scored, place) => {
    const was = before.items[place]?.mean ?? null;
    return scored.mean === null || was === null ? null : minus(scored.mean, was);
  });
}
