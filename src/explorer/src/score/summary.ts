// What stands on the two pages of the report: in a few words, and never more than is known (report/summary.py).

import type { ItemResult, Report, Site, Ticked } from "./content.ts";
import { evidenceOn } from "./content.ts";
import { tenth } from "./fraction.ts";
import type { Domain, Evidence, Strategy } from "./measure.ts";
import { highest, lowest } from "./measure.ts";
import { complete, either, joined, madeLow, score } from "./phrases.ts";
import type { PlannedAction } from "./reading.ts";
import { grouped } from "./scoring.ts";
import { byText } from "./text.ts";
import type { Words } from "./words.ts";

const FIRST = 3; // low items on the page on which to begin
// How many barriers and facilitators of each stand there, by how many items do: they keep to their page.
const ROOM: Readonly<Record<number, number>> = { 1: 15, 2: 8, 3: 5 };
const STRATEGIES = 3;
const ELSEWHERE = 3; // factors at issue that belong to no low item
const CROWD = 2; // of more items that are not low, one factor each is enough

/** A score of the scale in an item's row: who of one's own raters gave it, and which published sites. */
export interface ScalePoint {
  readonly score: number;
  readonly own: readonly string[];
  readonly published: readonly string[];
}

/** A factor with the number of studies that report it; null where no evidence was asked for. */
export interface Backed {
  readonly ticked: Ticked;
  readonly publications: number | null;
}

/** The first of some factors, and in words what is not shown. */
export interface Some {
  readonly shown: readonly Backed[];
  readonly rest: string;
}

/** Where to begin with a low item. */
export interface Start {
  readonly item: ItemResult;
  readonly higher: string;
  readonly barriers: Some;
  readonly facilitators: Some;
  readonly domains: readonly string[];
  readonly strategies: string;
}

/** Give the points of the scale, each with who stands there. */
export function scale({ instrument }: Report, item: ItemResult): ScalePoint[] {
  return instrument.anchors.map(({ score }) => ({
    score,
    own: [...item.scores].filter(([, given]) => given === score).map(([rater]) => rater),
    published: instrument.published
      .filter((site) => site.scores[item.item] === score)
      .map((site) => site.label),
  }));
}

/** Give a site's total in large and small print; then what that of a rater who left items open may be. */
export function headline(report: Report, site: Site): (readonly [big: string, small: string])[] {
  const { instrument, words } = report;
  const told: (readonly [string, string])[] = [];
  if (site.total !== null) told.push([String(site.total), ofTotal(report, site)]);
  for (const each of site.totals.filter((total) => total.least !== total.most)) {
    const given = { count: site.items.length - each.answered, most: highest(instrument) };
    const said =
      each.rater && site.totals.length > 1
        ? words.say("report.headline.open_by", { rater: each.rater, ...given })
        : words.say("report.headline.open", given);
    told.push([words.say("report.span", { least: each.least, most: each.most }), said]);
  }
  return told.length ? told : [["", words.say("report.headline.none")]];
}

function ofTotal({ instrument, words }: Report, site: Site): string {
  const whole = complete(site);
  const most = highest(instrument);
  if (whole.length > 1) {
    const least = Math.min(...whole.map((each) => each.least));
    const greatest = Math.max(...whole.map((each) => each.most));
    const given = { most, count: whole.length };
    if (least === greatest) return words.say("report.headline.alike", given);
    return words.say("report.headline.mean", { least, greatest, ...given });
  }
  const rater = whole[0]?.rater ?? "";
  if (site.totals.length > 1 && rater) return words.say("report.headline.by", { most, rater });
  return words.say("report.headline.known", { most });
}

/** Give as a sentence which items are low, the first of them by name. */
export function lead(report: Report, site: Site): string {
  const { words } = report;
  if (!site.low.length) return site.totals.length ? words.say("report.low.none") : "";
  const more = site.low.length - FIRST;
  const names = site.low.slice(0, FIRST).map((item) => item.label);
  if (more > 0) names.push(words.say("report.and_more", { count: more }));
  const given = { why: madeLow(report, site), names: names.join("; ") };
  return words.say("report.low.told", { count: site.low.length, items: site.items.length, ...given });
}

/** Give the published totals in rising order, with the sites that have each. */
export function strip({ instrument }: Report): (readonly [total: number, labels: readonly string[]])[] {
  const found = grouped(instrument.published, (site) => String(site.total));
  return found.map(([total, sites]) => [Number(total), sites.map((site) => site.label)] as const);
}

/** Give the published totals and a site's own in words, for those who do not see the line. */
export function stripInWords(report: Report, site: Site): string {
  const { instrument, words } = report;
  const others = strip(report).map(([total, labels]) => `${joined(words, labels)} ${total}`);
  const own = headline(report, site).map(([big, small]) => big || small);
  const totals = [...others, `${site.site} ${own.join(", ")}`].join("; ");
  return words.say("report.standing.strip", { least: lowest(instrument), most: highest(instrument), totals });
}

/** Give where a total stands between the lowest and the highest there can be, in hundredths. */
export function place({ instrument }: Report, total: number): number {
  const [least, most] = [lowest(instrument), highest(instrument)];
  return Number(tenth((100 * (total - least)) / (most - least)));
}

/** Give each label's shortest beginning that no other has. */
export function shortened(labels: readonly string[]): Map<string, string> {
  return new Map(
    labels.map((label) => {
      const signs = Array.from(label);
      const others = labels.filter((other) => other !== label);
      const least = signs.findIndex(
        (_, at) => !others.some((other) => other.startsWith(signs.slice(0, at + 1).join(""))),
      );
      return [label, least < 0 ? label : signs.slice(0, least + 1).join("")] as const;
    }),
  );
}

/** Give where to begin: the first of the low items, each with what stands in the way and what helps. */
export function start(report: Report, site: Site): Start[] {
  const first = site.low.slice(0, FIRST);
  return first.map((item) => startOf(report, item, evidenceOn(report, item.item), ROOM[first.length] ?? 0));
}

/** Give the low items after those with which to begin. */
export function later(site: Site): readonly ItemResult[] {
  return site.low.slice(FIRST);
}

function startOf(report: Report, item: ItemResult, behind: Evidence | null, room: number): Start {
  const { words } = report;
  const lacking = item.facilitators.filter((each) => each.tick !== "yes");
  const standing = item.barriers.filter((each) => each.tick !== "no");
  return {
    item,
    higher: higher(report, item),
    barriers: some(words, standing, behind, room, "stand"),
    facilitators: some(words, lacking, behind, room, "missing"),
    domains: inShort(words, item.domains),
    strategies: behind ? advised(words, item, behind) : "",
  };
}

/** Give an item's score, and how many published sites have a higher one, as sentences. */
function higher({ instrument, words }: Report, item: ItemResult): string {
  const told = [words.say("report.begin.score", { score: score(words, item) })];
  const sites = instrument.published.filter((site) => item.item in site.scores).length;
  if (sites && item.mean !== null) {
    const count = item.publishedHigher;
    told.push(
      count
        ? words.say("report.begin.higher", { count, sites })
        : words.say("report.begin.none_higher", { sites }),
    );
  }
  return told.join(" ");
}

/** Give the first factors; of those left out, say how many are at issue and how many are not known. */
function some(
  words: Words,
  listed: readonly Ticked[],
  behind: Evidence | null,
  room: number,
  atIssue: string,
): Some {
  const left = listed.slice(room);
  const issue = left.filter((each) => each.atIssue).length;
  const differ = left.filter((each) => each.tick === "raters differ").length;
  const numbers: [string, number][] = [
    [atIssue, issue],
    ["differ", differ],
    ["unticked", left.length - issue - differ],
  ];
  const told = numbers
    .filter(([, count]) => count)
    .map(([what, count]) => words.say(`report.begin.more.${what}`, { count }));
  return {
    shown: listed
      .slice(0, room)
      .map((ticked) => ({ ticked, publications: behind?.factors[ticked.factor.iri] ?? null })),
    rest: told.length ? words.say("report.begin.rest", { more: joined(words, told) }) : "",
  };
}

/** Give the strategies that experts endorsed for what is at issue, as sentences; none is said plainly. */
function advised(words: Words, item: ItemResult, behind: Evidence): string {
  const had = behind.asked - behind.unread.length;
  if (!had) return behind.asked ? words.say("report.strategies.unread", { count: behind.asked }) : "";
  const names = fitting(item, behind).map((strategy) => inWords(words, strategy));
  const read = words.say("report.strategies.read_for", { read: had, count: behind.asked });
  if (!names.length) return `${words.say("report.strategies.none")} ${read}`;
  const first = names.slice(0, STRATEGIES).join("; ");
  const more = names.length - STRATEGIES;
  return `${more > 0 ? words.say("report.strategies.more", { names: first, count: more }) : `${first}.`} ${read}`;
}

/** Give the strategies for constructs at issue here; where nothing is, for those that may be. */
function fitting(item: ItemResult, behind: Evidence): Strategy[] {
  const factors = [...item.barriers, ...item.facilitators];
  const issue = factors.filter((each) => each.atIssue);
  const open = factors.filter((each) => each.tick === "not ticked" || each.tick === "raters differ");
  const wanted = new Set((issue.length ? issue : open).map((each) => each.factor.iri));
  const places = behind.constructs.filter((place) => place.factors.some((factor) => wanted.has(factor)));
  const constructs = new Set(places.map((place) => place.element));
  return behind.strategies
    .map((strategy) => ({
      ...strategy,
      shares: strategy.shares.filter((share) => constructs.has(share.barrier)),
    }))
    .filter((strategy) => strategy.shares.length)
    .sort((one, other) => (other.shares[0]?.percentage ?? 0) - (one.shares[0]?.percentage ?? 0));
}

/** Give a strategy with the greatest share of experts that endorsed it, and for what. */
function inWords(words: Words, { label, shares: [best] }: Strategy): string {
  if (!best) return label;
  const percentage = String(Number(best.percentage.toPrecision(6)));
  return words.say("report.strategies.one", { strategy: label, percentage, barrier: best.barrier_label });
}

/** Give the domains of each edition on a line, with the answers on which they hang. */
export function inShort(words: Words, domains: readonly Domain[]): string[] {
  return grouped(domains, (each) => each.edition).map(([edition, group]) => {
    const names = group.map((each) => {
      const at = each.condition.indexOf(": ");
      const condition = at < 0 ? "" : each.condition.slice(at + 2);
      return each.settled ? each.label : words.say("report.cfir.if", { domain: each.label, condition });
    });
    return `${edition}: ${names.join("; ")}`;
  });
}

/** Give who maps the items of a site to which edition, in a few words; empty where nobody does. */
export function mapped({ instrument, words }: Report, site: Site): string {
  return instrument.editions
    .flatMap((edition) => {
      const here = site.items.flatMap((item) => item.domains.filter((each) => each.edition === edition));
      if (!here.length) return [];
      const who = (derived: boolean): string =>
        joined(
          words,
          [
            ...new Set(
              here.filter((each) => Boolean(each.derived_from) === derived).map((each) => each.asserted_by),
            ),
          ].sort(byText),
        );
      if (who(false)) return [words.say("report.cfir.mapped_by", { edition, who: who(false) })];
      return [words.say("report.cfir.mapped_from", { edition, who: who(true) })];
    })
    .join(" ");
}

/** Give the items that are not low, but of which something is at issue, with the first of it. */
export function elsewhere(words: Words, site: Site): (readonly [item: ItemResult, found: string])[] {
  const every = site.items
    .filter((item) => !item.low)
    .map((item) => [item, [...item.barriers, ...item.facilitators].filter((each) => each.atIssue)] as const)
    .filter(([, found]) => found.length);
  return every.map(
    ([item, found]) => [item, few(words, found, every.length <= CROWD ? ELSEWHERE : 1)] as const,
  );
}

/** Give the first factors of a list, and how many more there are. */
export function few(words: Words, listed: readonly Ticked[], room = ELSEWHERE): string {
  const names = listed
    .slice(0, room)
    .map(({ factor }) =>
      factor.helps ? words.say("report.missing", { factor: factor.label }) : factor.label,
    );
  const more = listed.length - room;
  return [...names, ...(more > 0 ? [words.say("report.and_more", { count: more })] : [])].join("; ");
}

/** Give the items to be planned for, lowest first, and others with something agreed, with the lines. */
export function plan(site: Site): (readonly [item: ItemResult, lines: readonly PlannedAction[]])[] {
  const agreed = (item: ItemResult): PlannedAction[] => site.plan.filter((line) => line.item === item.item);
  const others = site.items.filter((item) => !item.low && agreed(item).length);
  return [...site.low, ...others].map((item) => [item, agreed(item)] as const);
}

/** Give what is not known of a site: scores, arrangements, ticks, and what was read behind them. */
export function unknown(report: Report, site: Site): string[] {
  return [
    ...unscored(report.words, site),
    ...unsettled(report, site),
    ...unticked(report.words, site),
    ...unread(report, site),
  ];
}

function unscored(words: Words, site: Site): string[] {
  const left = (rater: string): string[] =>
    site.items
      .filter((item) => item.mean !== null && (item.scores.get(rater) ?? null) === null)
      .map((item) => item.label);
  const missing = site.missing.map((item) => item.label);
  return [
    ...(missing.length ? [words.say("report.unknown.items", { items: joined(words, missing) })] : []),
    ...site.raters.flatMap((rater, at) => {
      if (!left(rater).length) return [];
      const named = rater || words.say("report.unknown.nameless", { number: at + 1 });
      return [words.say("report.unknown.rater", { rater: named, items: joined(words, left(rater)) })];
    }),
  ];
}

function unsettled({ instrument, words }: Report, site: Site): string[] {
  return site.open.map(([facet, meanings]) => {
    const question = instrument.conditions.find((condition) => condition.facet === facet)?.question;
    const disputed = site.disputed.includes(facet);
    const choices = either(words, meanings);
    if (question)
      return words.say(disputed ? "report.unknown.asked_disputed" : "report.unknown.asked", { question });
    return words.say(disputed ? "report.unknown.disputed" : "report.unknown.condition", { choices });
  });
}

function unticked(words: Words, site: Site): string[] {
  const open = site.items
    .filter((item) => item.comparison?.verdict === "cannot be compared")
    .map((item) => item.label);
  return [
    ...(site.items.some((item) => item.comparison) ? [] : [words.say("report.unknown.ticks")]),
    ...(open.length ? [words.say("report.ticks.open", { items: open.join("; ") })] : []),
  ];
}

/** Give on how many factors of low items nothing was read, and for how many constructs no strategies. */
function unread(report: Report, site: Site): string[] {
  const behind = site.low.flatMap((item) => evidenceOn(report, item.item) ?? []);
  const numbers = behind.flatMap((each) => Object.values(each.factors));
  const [bare, asked] = [
    numbers.filter((count) => !count).length,
    behind.reduce((sum, each) => sum + each.asked, 0),
  ];
  const open = behind.reduce((sum, each) => sum + each.unread.length, 0);
  return [
    ...(bare ? [report.words.say("report.unknown.factors", { count: bare, factors: numbers.length })] : []),
    ...(asked && open ? [report.words.say("report.unknown.strategies", { unread: open, asked })] : []),
  ];
}
