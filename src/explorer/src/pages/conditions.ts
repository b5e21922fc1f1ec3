/** On what it depends where an influence belongs: each question with its answers, and what an answer leaves. */

import { type Row, type Rows, text } from "../data/terms";
import type { Wish } from "../parts/wishes";

export interface Depends {
  readonly facet: string;
  /** The question, in words. */
  readonly asks: string;
  /** Every answer that there is, with what it means. */
  readonly answers: readonly (readonly [answer: string, means: string])[];
}

/** Give the questions on which alignments depend, with all answers: also those for which no alignment is stated. */
export function dependsOn(alignments: Rows, conditions: Rows): Depends[] {
  const reviews = new Set(alignments.rows.map((row) => text(row, "review")));
  const facets = new Set(alignments.rows.map((row) => text(row, "facet")).filter(Boolean));
  const known = [...conditions.rows, ...alignments.rows].filter((row) => reviews.has(text(row, "review")));
  return [...facets].sort().map((facet) => {
    const mine = known.filter((row) => text(row, "facet") === facet);
    const answers = new Map<string, string>();
    for (const row of mine) {
      if (!answers.has(text(row, "answer"))) {
        answers.set(text(row, "answer"), text(row, "condition_label"));
      }
    }
    return {
      facet,
      asks: mine.map((row) => text(row, "asks")).find(Boolean) ?? facet,
      answers: [...answers],
    };
  });
}

/** Give what is said to be so, by question; the address has it as the option `--given` does: `training=internal`. */
export function given(params: URLSearchParams): ReadonlyMap<string, string> {
  return new Map(
    params.getAll("given").map((said) => {
      const [facet = "", ...answer] = said.split("=");
      return [facet, answer.join("=")];
    }),
  );
}

/** Whether an alignment holds, or may hold, where this is so. */
export function holds(row: Row, settled: ReadonlyMap<string, string>): boolean {
  const wanted = settled.get(text(row, "facet"));
  return row.condition === undefined || wanted === undefined || text(row, "answer") === wanted;
}

/** Give what was chosen, as what is wished of alignments. */
export function conditionsOf(params: URLSearchParams): Wish[] {
  return [...given(params)].map(([facet, answer]) => ({
    says: `where ${facet} is ${answer}`,
    param: ["given", `${facet}=${answer}`],
    stays: (row) => holds(row, new Map([[facet, answer]])),
  }));
}

/** Give the conditions that were chosen, and for which nobody states where it belongs. */
export function unstated(
  alignments: Rows,
  depends: readonly Depends[],
  settled: ReadonlyMap<string, string>,
): string[] {
  return depends.flatMap(({ facet, answers }) => {
    const wanted = settled.get(facet);
    const means = answers.find(([answer]) => answer === wanted)?.[1];
    const some = alignments.rows.some(
      (row) => text(row, "facet") === facet && text(row, "answer") === wanted,
    );
    return means === undefined || some ? [] : [means];
  });
}
