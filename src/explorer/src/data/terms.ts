/** RDF terms as SPARQL's JSON has them, and back to SPARQL as serialised terms: never as pasted text. */

export const BASE = "https://w3id.org/determinants/";
export const XSD = "http://www.w3.org/2001/XMLSchema#";

export interface Term {
  readonly type: "uri" | "literal" | "bnode";
  readonly value: string;
  readonly datatype?: string;
  readonly "xml:lang"?: string;
}

export type Row = Readonly<Record<string, Term>>;

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** What SPARQL's JSON says: rows, or a yes or no. */
export interface ResultsJson {
  readonly head?: { readonly vars?: readonly string[] };
  readonly results?: { readonly bindings: readonly Row[] };
  readonly boolean?: boolean;
}

export const iri = (value: string): Term => ({ type: "uri", value });

export const literal = (value: string, datatype: string): Term => ({
  type: "literal",
  value,
  datatype: XSD + datatype,
});

export function rowsOf(json: ResultsJson): Rows {
  return { columns: json.head?.vars ?? [], rows: json.results?.bindings ?? [] };
}

/** Signs that cannot stand in an IRI; what has one is refused, not mended. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_IRI = /[\u0000-\u0020<>"{}|^`\\]/;

/** Write a term as SPARQL reads it. */
export function serialised(term: Term): string {
  if (term.type === "uri") {
    if (NO_IRI.test(term.value) || !term.value.includes(":")) {
      throw new RangeError(`'${term.value}' is not an IRI.`);
    }
    return `<${term.value}>`;
  }
  if (term.type === "bnode") {
    throw new RangeError("A blank node cannot be asked for.");
  }
  const escaped = term.value
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
  const language = term["xml:lang"];
  if (language !== undefined) {
    if (!/^[a-zA-Z]+(-[a-zA-Z0-9]+)*$/.test(language)) {
      throw new RangeError(`'${language}' is no language.`);
    }
    return `"${escaped}"@${language}`;
  }
  const datatype = term.datatype ?? `${XSD}string`;
  return datatype === `${XSD}string` ? `"${escaped}"` : `"${escaped}"^^${serialised(iri(datatype))}`;
}

/** Give an IRI below our base without the base; any other as it is. */
export const path = (of: string): string => (of.startsWith(BASE) ? of.slice(BASE.length) : of);

/** Give the last part of an IRI. */
export const slug = (of: string): string => of.split(/[/#]/).pop() ?? of;

/** Whether a literal is a number. */
export function isNumber(term: Term): boolean {
  return term.type === "literal" && /#(integer|decimal|double|float|int|long)$/.test(term.datatype ?? "");
}

export const text = (row: Row, column: string): string => row[column]?.value ?? "";

export const number = (row: Row, column: string): number | undefined => {
  const term = row[column];
  return term === undefined ? undefined : Number(term.value);
};
