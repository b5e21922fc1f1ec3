// A service's scores and the measure → what the report says of them (report/content.py, gathering.py).

import { exceeds, minus, rounded } from "./fraction.ts";
import type { Domain, Evidence, Factor, Instrument } from "./measure.ts";
import { answersTo, factorsOn } from "./measure.ts";
import type { PlannedAction } from "./reading.ts";
import type { ItemScore, Occasion, Service, Total } from "./scoring.ts";
import { agreement, change } from "./scoring.ts";
import { byText } from "./text.ts";
import type { Tick, TickComparison } from "./ticks.ts";
import { comparedTicks, ticked } from "./ticks.ts";
import type { Words } from "./words.ts";

/** A factor with what was ticked on it. */
export interface Ticked {
  readonly factor: Factor;
  readonly tick: Tick;
  readonly atIssue: boolean; // a barrier that is said to stand, or a facilitator that is said to be missing
}

/** What a rater noted, when and on what. */
export interface Note {
  readonly date: string;
  readonly about: string;
  readonly rater: string;
  readonly text: string;
}

/** A site's score on an item, beside the published sites and the ticks. */
export interface ItemResult {
  readonly item: string;
  readonly key: string;
  readonly ordinal: number;
  readonly influence: string;
  readonly label: string;
  readonly scores: ReadonlyMap<string, number | null>; // by rater
  readonly given: readonly number[];
  readonly mean: number | null;
  readonly low: boolean;
  readonly publishedHigher: number;
  readonly comparison: TickComparison | null;
  readonly barriers: readonly Ticked[];
  readonly facilitators: readonly Ticked[];
  readonly domains: readonly Domain[];
}

/** What a site answered on one day. */
export interface Day {
  readonly date: string;
  readonly raters: readonly string[];
  readonly total: number | null;
  readonly totals: readonly Total[];
  readonly means: readonly (number | null)[]; // item by item
  readonly scores: readonly ReadonlyMap<string, number | null>[]; // item by item, by rater
}

/** What changed from one day to the next. */
export interface Change {
  readonly before: string;
  readonly after: string;
  readonly sameRaters: boolean;
  readonly total: number | null;
  readonly items: readonly (readonly [label: string, by: number | null])[];
}

/** What a site answered on its last day, what it answered before, and what it agreed to do. */
export interface Site {
  readonly site: string;
  readonly date: string;
  readonly raters: readonly string[];
  readonly total: number | null;
  readonly totals: readonly Total[];
  readonly agreement: string;
  readonly items: readonly ItemResult[];
  readonly low: readonly ItemResult[]; // lowest first, then in the order of the measure
  readonly missing: readonly ItemResult[];
  readonly days: readonly Day[];
  readonly changes: readonly Change[];
  readonly conditions: readonly string[]; // what is so here
  readonly open: readonly (readonly [facet: string, meanings: readonly string[]])[];
  readonly disputed: readonly string[];
  readonly others: readonly Ticked[]; // factors of the checklist that no item asks about
  readonly notes: readonly Note[];
  readonly plan: readonly PlannedAction[];
}

/** A report on one or more sites. */
export interface Report {
  readonly instrument: Instrument;
  readonly words: Words;
  readonly sites: readonly Site[];
}

/** Give the report on some services. */
export function gathered(instrument: Instrument, words: Words, services: readonly Service[]): Report {
  return { instrument, words, sites: services.map((service) => siteOf(instrument, words, service)) };
}

/** Give what stands behind an item. */
export function evidenceOn(report: Report, item: string): Evidence | null {
  return report.instrument.evidence.find((evidence) => evidence.item === item) ?? null;
}

function siteOf(instrument: Instrument, words: Words, service: Service): Site {
  const latest = service.latest;
  const answers = answersOf(latest);
  const settled = new Map(
    Array.from(answers, ([facet, given]) => [facet, [...given]] as const).flatMap(
      ([facet, [answer, other]]) =>
        answer !== undefined && other === undefined ? [[facet, answer] as const] : [],
    ),
  );
  const items = latest.items.map((scored) => itemOf(instrument, words, latest, scored, settled));
  const low = items
    .filter((item) => item.low)
    .sort((one, other) => (one.mean ?? 0) - (other.mean ?? 0) || one.ordinal - other.ordinal);
  const asked = new Set(instrument.items.map((item) => item.influence));
  const found = agreement(latest);
  return {
    site: service.site,
    date: latest.date,
    raters: latest.raters,
    total: rounded(latest.total),
    totals: latest.totals,
    agreement: found
      ? words.say("report.agreement", { count: found.pairs, same: found.same, near: found.near })
      : "",
    items,
    low,
    missing: items.filter((item) => item.mean === null),
    days: service.occasions.map(dayOf),
    changes: service.changes.map(([before, after]) => changeOf(before, after)),
    conditions: Array.from(settled, ([facet, answer]) => meaningOf(instrument, facet, answer)),
    open: instrument.conditions
      .filter(({ facet }) => !settled.has(facet))
      .map(({ facet, answers: choices }) => [facet, choices.map((choice) => choice.meaning)] as const),
    disputed: [...answers].filter(([, given]) => given.size > 1).map(([facet]) => facet),
    others: ticksOn(
      latest,
      instrument.factors.filter((factor) => !asked.has(factor.subject)),
    ),
    notes: service.occasions.flatMap((occasion) => notesOf(instrument, occasion)),
    plan: service.plan,
  };
}

function meaningOf(instrument: Instrument, facet: string, answer: string): string {
  return answersTo(instrument, facet).find((choice) => choice.answer === answer)?.meaning ?? answer;
}

/** Give what the raters of a day answered to each condition. */
function answersOf(occasion: Occasion): Map<string, Set<string>> {
  const given = new Map<string, Set<string>>();
  for (const sheet of occasion.sheets) {
    for (const [facet, answer] of sheet.conditions)
      given.set(facet, new Set([...(given.get(facet) ?? []), answer]));
  }
  return new Map([...given].sort(([one], [other]) => byText(one, other)));
}

function notesOf(instrument: Instrument, occasion: Occasion): Note[] {
  return occasion.sheets.flatMap((sheet) =>
    Array.from(sheet.notes, ([name, text]) => {
      const called = [...instrument.items, ...instrument.factors].find((each) => each.iri === name);
      return { date: occasion.date, about: called?.label ?? name, rater: sheet.rater, text };
    }),
  );
}

function dayOf(occasion: Occasion): Day {
  return {
    date: occasion.date,
    raters: occasion.raters,
    total: rounded(occasion.total),
    totals: occasion.totals,
    means: occasion.items.map((scored) => rounded(scored.mean)),
    scores: occasion.items.map((scored) => scored.scores),
  };
}

function itemOf(
  instrument: Instrument,
  words: Words,
  occasion: Occasion,
  scored: ItemScore,
  settled: ReadonlyMap<string, string>,
): ItemResult {
  const { item, mean } = scored;
  const published = instrument.published.flatMap((site) => site.scores[item.iri] ?? []);
  return {
    item: item.iri,
    key: item.key,
    ordinal: item.ordinal,
    influence: item.influence,
    label: item.label,
    scores: scored.scores,
    given: scored.given,
    mean: rounded(mean),
    low: scored.low,
    publishedHigher: mean === null ? 0 : published.filter((score) => exceeds(score, mean)).length,
    comparison: comparedTicks(instrument, words, occasion, scored),
    barriers: ticksOn(occasion, factorsOn(instrument, item.influence, false)),
    facilitators: ticksOn(occasion, factorsOn(instrument, item.influence, true)),
    domains: held(instrument.domains[item.influence] ?? [], settled),
  };
}

/** Give factors with their ticks: what is at issue first, then what is not known, then the rest. */
function ticksOn(occasion: Occasion, factors: readonly Factor[]): Ticked[] {
  const found = factors.map((factor): Ticked => {
    const tick = ticked(occasion, factor);
    return { factor, tick, atIssue: tick === (factor.helps ? "no" : "yes") };
  });
  const place = (each: Ticked): number => {
    if (each.atIssue) return 0;
    return each.tick === "raters differ" ? 1 : each.tick === "not ticked" ? 2 : 3;
  };
  return found.sort((one, other) => place(one) - place(other));
}

/** Give what changed. Totals are compared only where those who have one are the same on both days. */
function changeOf(before: Occasion, after: Occasion): Change {
  const moved = change(before, after);
  const whole = (day: Occasion): string[] => [
    ...new Set(day.totals.filter((total) => total.least === total.most).map((total) => total.rater)),
  ];
  const alike = same(whole(before), whole(after)) && !whole(before).includes("");
  const by = alike && before.total !== null && after.total !== null ? minus(after.total, before.total) : null;
  return {
    before: before.date,
    after: after.date,
    sameRaters: same(before.raters, after.raters) && !before.raters.includes(""),
    total: rounded(by),
    items: after.items.map((scored, at) => [scored.item.label, rounded(moved[at] ?? null)] as const),
  };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/** Keep the domains that the answers leave; what they settle is no longer on a condition. */
function held(domains: readonly Domain[], settled: ReadonlyMap<string, string>): Domain[] {
  return domains.flatMap((domain) => {
    const [, facet = "", answer = ""] = /^([^=]*)=([^:]*)/.exec(domain.condition) ?? [];
    if (!facet || !settled.has(facet)) return [domain];
    return settled.get(facet) === answer ? [{ ...domain, settled: true }] : [];
  });
}
