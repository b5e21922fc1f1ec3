/** Stored questions, and how one is narrowed: just as determinants/ask/questions.py does it. */

import { BASE, iri, literal, serialised, type Term } from "./terms";

export interface Kind {
  /** The datatype of its values, where they are literals. */
  readonly datatype?: string;
  /** The classes of things that it names. */
  readonly classes?: readonly string[];
  /** What such a value looks like. */
  readonly form?: string;
}

export interface Question {
  readonly text: string;
  readonly summary: string;
  readonly description: string;
  readonly because: string;
  readonly tags: readonly string[];
  readonly narrow: Readonly<Record<string, { readonly kind: string; readonly example: string }>>;
  readonly columns: Readonly<Record<string, { readonly kind: string; readonly optional: boolean }>>;
  readonly view: readonly string[];
}

export interface Catalogue {
  readonly questions: Readonly<Record<string, Question>>;
  readonly aliases: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, Kind>>;
  /** The words over each column of the questions. */
  readonly headings: Readonly<Record<string, string>>;
  /** The prefixes that a query need not declare. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** The things whose answers were prepared, by path. */
  readonly prepared: readonly string[];
  readonly version: string;
  /** The state of the data, by which a view can be cited. */
  readonly state: string;
  /** How the data are cited; the day in it is one that the reader's takes the place of. */
  readonly cited: Readonly<Record<"data" | "ris" | "bibtex", string>>;
  /** Under which licence they are, as they say themselves; nothing, where they do not. */
  readonly licence: string;
}

export type Narrowing = Readonly<Record<string, readonly Term[]>>;

/** Give the SPARQL of a question, narrowed to rows that have one of the values in each column. */
export function narrowed(question: Question, by: Narrowing): string {
  const marked = new Set([...question.text.matchAll(/#\? (\w+)/g)].map((found) => found[1]));
  for (const column of Object.keys(by)) {
    if (!marked.has(column)) {
      throw new RangeError(`This question cannot be narrowed on '${column}'.`);
    }
  }
  return `${question.text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => narrowedLine(line, by))
    .join("\n")}\n`;
}

function narrowedLine(line: string, by: Narrowing): string {
  const at = line.indexOf("#? ");
  if (at < 0) {
    return line;
  }
  const [column = "", ...pattern] = line.slice(at + 3).split(":");
  const terms = Object.hasOwn(by, column.trim()) ? by[column.trim()] : undefined;
  if (terms === undefined || terms.length === 0) {
    return line;
  }
  const indent = /^\s*/.exec(line.slice(0, at))?.[0] ?? "";
  const values = terms.map(serialised).join(" ");
  return `${indent}VALUES ?${column.trim()} { ${values} }${pattern.join(":").trimEnd()}`;
}

/** Give what an address says as a term: an IRI, whole or below our base, or a literal of the column's kind. */
export function termOf(catalogue: Catalogue, question: Question, column: string, said: string): Term {
  const kind = catalogue.kinds[question.narrow[column]?.kind ?? ""];
  if (kind?.datatype === undefined) {
    const term = iri(said.includes("://") ? said : BASE + said);
    serialised(term);
    return term;
  }
  if (kind.form !== undefined && !new RegExp(`^(?:${kind.form})$`, "s").test(said)) {
    throw new RangeError(`'${said}' cannot be a value of ${column}.`);
  }
  return literal(said, kind.datatype);
}

/** The key under which a prepared answer is kept. */
export function key(name: string, by: Narrowing): string {
  const parts = Object.entries(by)
    .filter(([, terms]) => terms.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([column, terms]) => `${column}=${terms.map(serialised).join(" ")}`);
  return [name, ...parts].join("&");
}
