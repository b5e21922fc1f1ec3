/** Which of an influence's studies are looked at: by fields that stand in the address, each with what it leaves. */

import { type Row, type Rows, slug, text } from "../data/terms";
import { country, countryOf } from "../parts/names";
import type { About } from "../parts/switches";
import type { Wish } from "../parts/wishes";

export const UNKNOWN = "not known";
const NOWHERE = "by none here";

/** What is known beside the rows: of publications, and what things are called. */
export interface Beside {
  readonly about: Pick<About, "read" | "included">;
  readonly called: (iri: string) => string | undefined;
}

export interface Field {
  /** Its name in the address. */
  readonly column: string;
  readonly name: string;
  /** The values of a row; a row may have several. */
  readonly of: (row: Row, beside: Beside) => readonly string[];
}

const said =
  (column: string) =>
  (row: Row): readonly string[] => [text(row, column) || UNKNOWN];

const named =
  (column: string) =>
  (row: Row, { called }: Beside): readonly string[] => {
    const iri = text(row, column);
    return [iri === "" ? UNKNOWN : (called(iri) ?? slug(iri))];
  };

/** What can be read of a source, from most to least. */
const READ: readonly (readonly [string, string])[] = [
  ["full-text", "full text"],
  ["full-text-part", "part of the full text"],
  ["table", "a table"],
  ["introduction", "an introduction"],
  ["abstract", "abstract"],
  ["summary", "summary"],
  ["citation-statement", "what others say of it"],
  ["reference-list", "a reference to it"],
];

/** Give the most that was read of the source that states a finding, in the words of `finding-reads`. */
function mostRead(row: Row, { about }: Beside): readonly string[] {
  const parts = about.read[text(row, "stated_in")] ?? [];
  return [READ.find(([part]) => parts.includes(part))?.[1] ?? UNKNOWN];
}

export const FIELDS: readonly Field[] = [
  { column: "direction_label", name: "Direction", of: said("direction_label") },
  { column: "directness_label", name: "Directness", of: said("directness_label") },
  { column: "design_label", name: "Design", of: said("design_label") },
  {
    column: "countries",
    name: "Country",
    of: (row) =>
      text(row, "countries")
        .split(/[\s,;]+/)
        .map((each) => each || UNKNOWN),
  },
  { column: "quality", name: "Quality", of: named("quality") },
  { column: "modality", name: "Modality", of: named("modality") },
  { column: "read", name: "How much was read", of: mostRead },
  {
    column: "included",
    name: "Included by the review",
    of: (row, { about }) => {
      const by = about.included[text(row, "publication")] ?? [];
      return by.length > 0 ? by : [NOWHERE];
    },
  },
  { column: "review_label", name: "Review whose influence it is", of: said("review_label") },
  { column: "stated_in_label", name: "Stated in", of: said("stated_in_label") },
  { column: "outcome_label", name: "Bears on", of: said("outcome_label") },
  { column: "confidence_label", name: "Confidence of the coding", of: said("confidence_label") },
];

const YEARS = ["since", "until"];
/** The column of what a field is told by, where it is not its own. */
const TOLD_BY: Readonly<Record<string, string>> = {
  read: "stated_in",
  included: "publication",
  since: "year",
  until: "year",
};

/** Give an address's parameters without those that filter. */
export function unfiltered(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...params].filter(([name]) => !isFilter(name)));
}

/** Whether rows can be filtered by what an address names; by their columns, if these are given. */
export function isFilter(name: string, columns?: Readonly<Record<string, unknown>>): boolean {
  const is = YEARS.includes(name) || FIELDS.some(({ column }) => column === name);
  return is && (columns === undefined || Object.hasOwn(columns, TOLD_BY[name] ?? name));
}

/** Give what an address filters by, each for itself. */
export function filtersOf(params: URLSearchParams, beside: Beside): Wish[] {
  const wishes = FIELDS.flatMap((field): Wish[] => {
    const wanted = params.get(field.column);
    if (!wanted) {
      return [];
    }
    const isCode = field.column === "countries" && wanted !== UNKNOWN;
    const wish: Wish = {
      says: `${field.name.toLowerCase()}: ${isCode ? country(wanted, beside.called) : wanted}`,
      param: [field.column, wanted],
      stays: (row) => field.of(row, beside).includes(wanted),
    };
    return [
      isCode
        ? { ...wish, column: "country", terms: [countryOf(wanted)] }
        : { ...wish, column: field.column.replace(/_label$/, "") },
    ];
  });
  const years = YEARS.flatMap((name): Wish[] => {
    const said = params.get(name);
    const only = new URLSearchParams(said ? { [name]: said } : {});
    const says = `${name === "since" ? "since" : "up to"} ${said}`;
    return said ? [{ says, param: [name, said], stays: (row) => within(row, only) }] : [];
  });
  return [...wishes, ...years];
}

const within = (row: Row, params: URLSearchParams): boolean => {
  const [since, until] = [params.get("since"), params.get("until")];
  const year = Number.parseInt(text(row, "year"), 10);
  return (!since || year >= Number(since)) && (!until || year <= Number(until));
};

/** Whether a row is looked at; `but` is a field that is left out of account. */
export function passes(row: Row, params: URLSearchParams, beside: Beside, but?: Field): boolean {
  return (
    within(row, params) &&
    FIELDS.every((field) => {
      const wanted = field === but ? null : params.get(field.column);
      return !wanted || field.of(row, beside).includes(wanted);
    })
  );
}

export interface Choice {
  readonly field: Field;
  readonly now: string;
  /** Each value, with how many rows there would be. */
  readonly counts: readonly (readonly [string, number])[];
}

/** Give the fields by which rows differ, each value with how many rows it would leave; and what all are alike in. */
export function choices(
  rows: readonly Row[],
  params: URLSearchParams,
  beside: Beside,
): { differ: Choice[]; alike: (readonly [string, string])[] } {
  const differ: Choice[] = [];
  const alike: (readonly [string, string])[] = [];
  for (const field of FIELDS) {
    const now = params.get(field.column) ?? "";
    const counts = new Map<string, number>();
    for (const row of rows) {
      const counted = passes(row, params, beside, field) ? 1 : 0;
      for (const value of new Set(field.of(row, beside))) {
        counts.set(value, (counts.get(value) ?? 0) + counted);
      }
    }
    const [only] = counts.keys();
    if (counts.size > 1 || now) {
      const listed = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
      // What an address says and no row has is shown, so that it can be taken back.
      differ.push({ field, now, counts: now && !counts.has(now) ? [[now, 0], ...listed] : listed });
    } else if (only !== undefined) {
      alike.push([field.name, only]);
    }
  }
  return { differ, alike };
}

/** A field of publications, and of how many it is not known. */
export interface Missing {
  readonly name: string;
  readonly unknown: number;
}

/** Give how many publications there are, and of how many of them each field is not known. */
export function missing(rows: Rows, beside: Beside): { of: number; fields: Missing[] } {
  const publications = new Map<string, Row[]>();
  for (const row of rows.rows) {
    const key = text(row, "publication");
    publications.set(key, [...(publications.get(key) ?? []), row]);
  }
  const unknown = (values: (row: Row) => readonly string[]): number =>
    [...publications.values()].filter((of) => of.every((row) => values(row).includes(UNKNOWN))).length;
  const fields = FIELDS.filter(({ column }) =>
    ["design_label", "countries", "quality", "modality", "outcome_label"].includes(column),
  );
  return {
    of: publications.size,
    fields: [
      { name: "Year", unknown: unknown(said("year")) },
      ...fields.map(({ name, of }) => ({ name, unknown: unknown((row) => of(row, beside)) })),
      {
        name: "What stands in it beyond the abstract",
        unknown: [...publications.values()].filter((of) =>
          of.every((row) => READ.slice(4).some(([, label]) => mostRead(row, beside).includes(label))),
        ).length,
      },
    ],
  };
}
