// What card and pages say in the same words: totals, raters, change, what is low (report/phrases.py).

import type { Change, ItemResult, Report, Site } from "./content.ts";
import { highest } from "./measure.ts";
import type { Total } from "./scoring.ts";
import type { Given, Words } from "./words.ts";

export const TO = "\u2013";

/** Give what a report is about: implementing what its review is about, where the review says so. */
export function heading({ instrument, words }: Report): string {
  return instrument.topic
    ? words.say("report.heading", { topic: instrument.topic })
    : words.say("report.heading_bare");
}

/** Give the abbreviations in the names of items with what they stand for; empty where there are none. */
export function spelledOut({ instrument, words, sites }: Report): string {
  const labels = sites.flatMap((site) => site.items.map((item) => item.label)).join(" ");
  return instrument.abbreviations
    .filter(([short]) => begins(labels, short))
    .map(([short, long]) => words.say("report.abbreviation", { short, long }))
    .join(" ");
}

/** Whether a word of a text begins so. */
function begins(text: string, short: string): boolean {
  for (let at = text.indexOf(short); at >= 0; at = text.indexOf(short, at + 1)) {
    if (isWord(text.slice(0, at).slice(-1)) !== isWord(short.slice(0, 1))) return true;
  }
  return false;
}

function isWord(sign: string): boolean {
  return /[\p{L}\p{N}_]/u.test(sign);
}

/** Give names as an enumeration. */
export function joined(words: Words, names: readonly string[]): string {
  return listed(words, "report.and", names);
}

/** Give names as a choice. */
export function either(words: Words, names: readonly string[]): string {
  return listed(words, "report.or", names);
}

function listed(words: Words, key: string, names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? words.say(key, { names: names.slice(0, -1).join(", "), last }) : last;
}

/** Give how many raters there were, and their names if they have any. */
export function raters(words: Words, site: Site): string {
  const named = site.raters.filter(Boolean);
  const count = words.say("report.raters", { count: site.raters.length });
  return named.length ? `${count} (${named.join(", ")})` : count;
}

/** Give when a site was scored and by whom, as a sentence. */
export function scored(words: Words, site: Site): string {
  if (!site.raters.length) return words.say("report.total.none");
  const by = site.raters.every(Boolean) ? joined(words, site.raters) : raters(words, site);
  return site.date
    ? words.say("report.scored_on", { date: site.date, by })
    : words.say("report.scored", { by });
}

/** Give the totals of those who answered every item. */
export function complete(site: Site): Total[] {
  return site.totals.filter((each) => each.least === each.most);
}

/** Give a site's total as sentences, or why there is none and between what it lies. */
export function total({ instrument, words }: Report, site: Site): string {
  const whole = complete(site);
  const said: string[] = [];
  if (site.total !== null) {
    const given = { total: site.total, most: highest(instrument) };
    const rater = whole[0]?.rater ?? "";
    if (whole.length > 1) said.push(words.say("report.total.mean", { count: whole.length, ...given }));
    else if (site.totals.length > 1 && rater) said.push(words.say("report.total.alone", { rater, ...given }));
    else said.push(words.say("report.total.known", given));
  }
  for (const each of site.totals.filter((total) => total.least !== total.most)) {
    const given = {
      least: each.least,
      most: each.most,
      highest: highest(instrument),
      items: site.items.length,
    };
    const told: Given = { count: site.items.length - each.answered, ...given };
    said.push(
      each.rater
        ? words.say("report.total.open_by", { rater: each.rater, ...told })
        : words.say("report.total.open", told),
    );
  }
  return said.join(" ") || words.say("report.total.none");
}

/** Give by how many of the raters a total is, where it is not by all. */
export function partly(words: Words, site: Site): string {
  const whole = complete(site).length;
  return whole === site.totals.length
    ? ""
    : words.say("report.total.partly", { whole, raters: site.totals.length });
}

/** Give between what the totals of the raters lie; nothing where there is one total, and it is known. */
export function bounds(site: Site): readonly [number, number] | null {
  if (!site.totals.length) return null;
  const least = Math.min(...site.totals.map((each) => each.least));
  const most = Math.max(...site.totals.map((each) => each.most));
  return least === most ? null : [least, most];
}

/** Give what changed between two days as a sentence. */
export function changed(words: Words, change: Change): string {
  const moved = change.items.flatMap(([label, by]) => (by ? [`${label} ${signed(by)}`] : []));
  const changes = moved.join(", ") || words.say("report.change.nothing");
  const said = [words.say("report.change.told", { before: change.before, after: change.after, changes })];
  if (change.total !== null) said.push(words.say("report.change.total", { change: signed(change.total) }));
  return [...said, ...reserved(words, change)].join(" ");
}

/** Give what must be kept in mind of a change, as sentences. */
export function reserved(words: Words, change: Change): string[] {
  const count = change.items.filter(([, by]) => by === null).length;
  return [
    ...(count ? [words.say("report.change.unknown", { count })] : []),
    ...(change.sameRaters ? [] : [words.say("report.change.others")]),
  ];
}

/** Give a number with its sign. */
export function signed(number: number): string {
  return number < 0 ? String(number) : number ? `+${number}` : "±0";
}

/** Give an item's score, with the range where raters differ. */
export function score(words: Words, item: ItemResult): string {
  if (!item.given.length) return words.say("report.not_answered");
  const [least, most] = [Math.min(...item.given), Math.max(...item.given)];
  return `${item.mean}${least < most ? ` (${least}${TO}${most})` : ""}`;
}

/** Give which published sites had experience of what is implemented when scored, as a sentence. */
export function experience({ instrument, words }: Report): string {
  const of = (known: boolean): string[] =>
    instrument.published.filter((site) => site.experience === known).map((site) => site.label);
  if (!of(true).length || !of(false).length) return "";
  const given = { had: joined(words, of(true)), had_not: joined(words, of(false)) };
  const { topic } = instrument;
  return topic
    ? words.say("report.experience_of", { topic, ...given })
    : words.say("report.experience", given);
}

/** Give where ticks and scores do not agree, and where they do, as sentences. */
export function compared(words: Words, site: Site): string[] {
  const found = site.items.flatMap(({ label, comparison }) => (comparison ? [{ label, ...comparison }] : []));
  const against = found
    .filter((each) => each.verdict === "do not agree")
    .map((each) => `${each.label} (${each.why})`);
  const alike = found.filter((each) => each.verdict === "agree").map((each) => each.label);
  return [
    ...(against.length ? [words.say("report.ticks.against", { items: against.join("; ") })] : []),
    ...(alike.length ? [words.say("report.ticks.alike", { items: alike.join("; ") })] : []),
  ];
}

/** Give where ticks and scores cannot be compared, and perhaps why, as a sentence. */
export function incomparable(words: Words, site: Site, why: boolean): string[] {
  const names = site.items.flatMap(({ label, comparison }) =>
    comparison?.verdict === "cannot be compared" ? [why ? `${label} (${comparison.why})` : label] : [],
  );
  return names.length ? [words.say("report.ticks.open", { items: names.join("; ") })] : [];
}

/** Give what makes an item low, for one rater or for several, by the scores that its review marks so. */
export function madeLow({ instrument, words }: Report, site: Site): string {
  const scores = either(words, [...instrument.low].map(String));
  return site.raters.length > 1
    ? words.say("report.low.several", { scores })
    : words.say("report.low.one", { scores });
}

/** Give how many factors of an item are known, and how many are at issue, as part of a sentence. */
export function counts(words: Words, item: ItemResult): string {
  const barriers = words.say("report.factors.barriers", { count: item.barriers.length });
  const facilitators = words.say("report.factors.facilitators", { count: item.facilitators.length });
  if ([...item.barriers, ...item.facilitators].every((each) => each.tick === "not ticked")) {
    return words.say("report.factors.unticked", { barriers, facilitators });
  }
  const issue = (listed: ItemResult["barriers"]): number => listed.filter((each) => each.atIssue).length;
  return words.say("report.factors.ticked", {
    stand: words.say("report.factors.stand", { count: issue(item.barriers), barriers }),
    lack: words.say("report.factors.lack", { count: issue(item.facilitators), facilitators }),
  });
}
