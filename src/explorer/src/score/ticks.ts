// The checklist beside the scores: which factors are said to be so, and whether the two tell the same
// (measure/ticks.py).

import type { Factor, Instrument } from "./measure.ts";
import { factorsOn } from "./measure.ts";
import type { ItemScore, Occasion } from "./scoring.ts";
import type { Words } from "./words.ts";

export type Tick = "yes" | "no" | "raters differ" | "not ticked";
export type Verdict = "agree" | "do not agree" | "cannot be compared";
type Count = readonly [so: number, known: number, all: number];

/** How the ticks on an item compare with its score. */
export interface TickComparison {
  readonly facilitators: Count;
  readonly barriers: Count;
  readonly verdict: Verdict;
  readonly why: string;
}

/** Give what the raters of a day say of a factor. */
export function ticked(occasion: Occasion, factor: Factor): Tick {
  const given = new Set(
    occasion.sheets.map((sheet) => sheet.ticks.get(factor.iri)).filter((tick) => tick !== undefined),
  );
  if (given.size === 1) return given.has(true) ? "yes" : "no";
  return given.size ? "raters differ" : "not ticked";
}

/** Give how ticks and score of an item compare; nothing where none of its factors was ticked. */
export function comparedTicks(
  instrument: Instrument,
  words: Words,
  occasion: Occasion,
  scored: ItemScore,
): TickComparison | null {
  const count = (helps: boolean): Count => {
    const factors = factorsOn(instrument, scored.item.influence, helps).filter((factor) => factor.reviewed);
    const ticks = factors.map((factor) => ticked(occasion, factor));
    const so = ticks.filter((tick) => tick === "yes").length;
    return [so, so + ticks.filter((tick) => tick === "no").length, ticks.length];
  };
  const [helping, hindering] = [count(true), count(false)];
  if (!helping[1] && !hindering[1]) return null;
  const [verdict, why] = verdictOn(words, scored, helping, hindering);
  return { facilitators: helping, barriers: hindering, verdict, why };
}

function verdictOn(words: Words, scored: ItemScore, helping: Count, hindering: Count): [Verdict, string] {
  const why = (key: string, given = {}): string => words.say(`report.ticks.why.${key}`, given);
  if (scored.mean === null) return ["cannot be compared", why("unscored")];
  const helped = helping[0] + helping[2] - helping[1];
  const hindered = hindering[0] + hindering[2] - hindering[1];
  if (helping[0] === helped && helped === hindering[0] && hindering[0] === hindered) {
    return ["cannot be compared", why("even")];
  }
  if (helping[0] <= hindered && hindering[0] <= helped) {
    return ["cannot be compared", why("open", { count: helped - helping[0] + hindered - hindering[0] })];
  }
  const more = helping[0] > hindered ? "facilitators" : "barriers";
  return scored.low === (more === "barriers")
    ? ["agree", why(`alike.${more}`)]
    : ["do not agree", why(`apart.${more}`)];
}
