/** What the reader has chosen of a question's rows, and how far the question, narrowed, says the same. */

import { type Narrowing, narrowed, type Question } from "../data/questions";
import { path, type Row, serialised, type Term } from "../data/terms";

export interface Wish {
  /** What was chosen, in words. */
  readonly says: string;
  /** How an address says it. */
  readonly param: readonly [name: string, value: string];
  readonly stays: (row: Row) => boolean;
  /** What a question would be narrowed on to say the same. */
  readonly column?: string;
  /** To which values; those of the rows that stay, if nothing is said. */
  readonly terms?: readonly Term[];
}

/** How far a narrowed question says what was chosen. */
export interface Reach {
  readonly by: Narrowing;
  /** What no narrowing says. */
  readonly unsaid: readonly Wish[];
  /** The rows of the question, so narrowed: all that are shown, and those that only the unsaid leaves out. */
  readonly rows: readonly Row[];
}

/** Narrow a question, whose rows are known, to what was chosen: by each wish that narrowing says to the row. */
export function reach(
  question: Question,
  rows: readonly Row[],
  wishes: readonly Wish[],
  by: Narrowing,
): Reach {
  let narrow = by;
  let left = rows;
  const unsaid: Wish[] = [];
  for (const wish of wishes) {
    const column = wish.column ?? "";
    const terms = Object.hasOwn(question.narrow, column) ? same(rows, wish, column) : undefined;
    const both = terms && met(Object.hasOwn(narrow, column) ? narrow[column] : undefined, terms);
    if (both?.length) {
      narrow = { ...narrow, [column]: both };
      left = left.filter(wish.stays);
    } else {
      unsaid.push(wish);
    }
  }
  return { by: narrow, unsaid, rows: left };
}

const signed = (term: Term | undefined): string => (term === undefined ? "" : serialised(term));

/** Give the values that only the rows that stay have in a column; nothing, where others have them, or one has none. */
function same(rows: readonly Row[], wish: Wish, column: string): readonly Term[] | undefined {
  if (wish.terms !== undefined) {
    return wish.terms;
  }
  const found = new Map<string, Term>();
  const stay = rows.filter(wish.stays);
  for (const row of stay) {
    const term = row[column];
    if (term === undefined || term.type === "bnode") {
      return undefined;
    }
    found.set(signed(term), term);
  }
  const alike = rows.filter((row) => row[column] !== undefined && found.has(signed(row[column])));
  return alike.length === stay.length ? [...found.values()] : undefined;
}

/** Give what both allow, where a column is narrowed already. */
function met(there: readonly Term[] | undefined, terms: readonly Term[]): readonly Term[] {
  const wanted = new Set(terms.map(serialised));
  return there === undefined ? terms : there.filter((it) => wanted.has(serialised(it)));
}

/** Give what an address says beside the page: what a question is narrowed on, and what no narrowing says. */
export function params({ by, unsaid }: Pick<Reach, "by" | "unsaid">): URLSearchParams {
  const narrow = Object.entries(by).flatMap(([column, terms]) =>
    terms.map((it): [string, string] => [column, path(it.value)]),
  );
  return new URLSearchParams([
    ...narrow,
    ...unsaid.map(({ param: [name, value] }): [string, string] => [name, value]),
  ]);
}

/**
 * Give the SPARQL of the rows that are shown. What no narrowing says stands at its end, as what these rows are about,
 * and its first line says in words what that was. Nothing, where rows that are left out are about the same.
 */
export function queryOf(
  question: Question,
  { by, unsaid, rows }: Reach,
  shown: readonly Row[],
): string | undefined {
  const text = narrowed(question, by);
  if (unsaid.length === 0) {
    return text;
  }
  const columns = telling(question, rows, shown);
  if (columns === undefined) {
    return undefined;
  }
  const values = [...new Set(shown.map((row) => `  (${columns.map((it) => signed(row[it])).join(" ")})`))];
  const said = unsaid.map(({ says }) => says.replace(/\s+/g, " ")).join("; ");
  const names = columns.map((it) => `?${it}`).join(" ");
  return `# Chosen in the explorer: ${said}\n${text}VALUES (${names}) {\n${[...values, "}"].join("\n")}\n`;
}

/** Give columns that tell the rows that are shown from those that are not: one if that will do. */
function telling(question: Question, rows: readonly Row[], shown: readonly Row[]): string[] | undefined {
  const able = Object.entries(question.columns)
    .filter(([name, { optional }]) => !optional && rows.every((row) => row[name]?.type === "uri"))
    .map(([name]) => name)
    .filter((name) => !new RegExp(`\\bAS\\s+\\?${name}\\b`, "i").test(question.text)); // made too late to be given
  const tells = (columns: readonly string[]): boolean => {
    const about = (row: Row) => columns.map((it) => signed(row[it])).join(" ");
    const wanted = new Set(shown.map(about));
    return rows.filter((row) => wanted.has(about(row))).length === shown.length;
  };
  return [...able.map((it) => [it]), able].find((columns) => columns.length > 0 && tells(columns));
}
