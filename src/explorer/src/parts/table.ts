/**
 * Rows as a table: labels that link to what they name, numbers that align. What is the same in every row is said once,
 * above it. On a narrow screen a wide table becomes a list: each row a block, with the names of its columns in it.
 */

import { called, plainly } from "../data/asking";
import { isNumber, path, type Row, type Rows, slug, type Term } from "../data/terms";
import { thingAt } from "./address";
import { type Child, fill, h } from "./dom";
import { isOurs, shown } from "./links";

export interface Layout {
  /** The columns to be shown; all, where it is empty. */
  readonly columns?: readonly string[];
  /** What the table is of, for whoever cannot see it. */
  readonly caption: string;
  /** How many rows are shown at first. */
  readonly first?: number;
  /** Whether each term is shown as it is, and not by the label beside it. */
  readonly plain?: boolean;
  /** The column by whose value, the last part of its IRI, a row is marked. */
  readonly marked?: string;
}

const FIRST = 40;
const FIRST_IF_NARROW = 12;
const NARROW = "(max-width: 40rem)"; // as in the style sheet
/** From how many rows on it is worth saying once what is the same in all of them. */
const MANY = 3;
/** How much of a narrow screen's width is to be had before a table becomes a list: a text counts twice a number. */
const ROOM = 6;
/** What says nothing, and is left out, where no row has it. */
const BESIDE_A_VALUE = ["unit"];

export function heading(column: string, plain = false): string {
  const name = plain ? plainly(column) : called(column);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Give what stands in a column of labels: what has no label, such as a text, stands there itself. */
const termIn = (row: Row, column: string): Term | undefined =>
  row[column] ?? row[column.replace(/_label$/, "")];

const numeric = (term: Term | undefined): boolean => term !== undefined && isNumber(term);

/**
 * Give the columns that say the same in every row, in their order, and those that tell rows apart. A number stays in
 * its row: a count and what it is out of are read together.
 */
export function common(
  rows: readonly Row[],
  columns: readonly string[],
): { readonly same: readonly string[]; readonly apart: readonly string[] } {
  const isSame = (it: string) =>
    !numeric(rows[0]?.[it]) && new Set(rows.map((row) => JSON.stringify(termIn(row, it) ?? null))).size === 1;
  const same = rows.length >= MANY ? columns.filter(isSame) : [];
  const apart = columns.filter((it) => !same.includes(it));
  return apart.length > 1 ? { same, apart } : { same: [], apart: columns };
}

export function table(rows: Rows, layout: Layout): HTMLElement {
  const wanted = (layout.columns?.length ? layout.columns : rows.columns).filter(
    (it) =>
      rows.columns.includes(it) &&
      (layout.plain || !BESIDE_A_VALUE.includes(it) || rows.rows.some((row) => row[it] !== undefined)),
  );
  if (rows.rows.length === 0) {
    return h("p", { class: "none" }, "Nothing found.");
  }
  const { same, apart: columns } = layout.plain ? { same: [], apart: wanted } : common(rows.rows, wanted);
  const numbers = new Set(
    columns.filter(
      (it) =>
        rows.rows.some((row) => numeric(row[it])) &&
        rows.rows.every((row) => row[it] === undefined || numeric(row[it])),
    ),
  );
  // What things are called is never set apart, however long.
  const long = new Set(
    columns.filter((it) => !it.endsWith("_label") && rows.rows.some((row) => isLong(row[it]))),
  );
  const addresses = new Set(
    columns.filter((it) => rows.rows.some((row) => row[it]?.type === "uri" && !isOurs(row[it]))),
  );
  const kindOf = (it: string) =>
    numbers.has(it) ? "number" : long.has(it) ? "long" : addresses.has(it) ? "address" : undefined;
  const room = columns.reduce((sum, it) => sum + (numbers.has(it) ? 1 : long.has(it) ? 3 : 2), 0);
  const body = h("tbody", { role: "rowgroup" });
  const put = (from: number, to: number) => {
    for (const row of rows.rows.slice(from, to)) {
      body.append(line(row, columns, kindOf, layout));
    }
  };
  const first = layout.first ?? (matchMedia(NARROW).matches ? FIRST_IF_NARROW : FIRST);
  put(0, first);
  const left = rows.rows.length - first;
  const more: HTMLElement | undefined =
    left > 0
      ? h(
          "button",
          {
            type: "button",
            class: "quiet-button",
            click: () => {
              put(first, rows.rows.length);
              more?.remove();
            },
          },
          `Show ${left} more`,
        )
      : undefined;
  const head = columns.map((it) =>
    h(
      "th",
      { scope: "col", role: "columnheader", class: numbers.has(it) ? "number" : undefined },
      heading(it, layout.plain),
    ),
  );
  return h(
    "div",
    {},
    same.length > 0 && inEvery(rows.rows[0] ?? {}, same),
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": layout.caption },
      h(
        "table",
        // Said outright: what becomes a list to the eye stays a table to whoever hears it.
        { role: "table", class: room > 2 * ROOM ? "stacks soon" : room > ROOM ? "stacks" : undefined },
        h("caption", { class: "unseen" }, layout.caption),
        h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, head)),
        body,
      ),
    ),
    more,
  );
}

/** Say once what every row says. */
function inEvery(row: Row, columns: readonly string[]): HTMLElement {
  return h(
    "p",
    { class: "same" },
    "In every row, ",
    columns.map((it, at) => [
      at > 0 && "; ",
      called(it),
      ": ",
      termIn(row, it) === undefined ? h("span", { class: "nothing" }, "not given") : cell(row, it),
    ]),
    ".",
  );
}

function line(
  row: Row,
  columns: readonly string[],
  classOf: (column: string) => string | undefined,
  layout: Layout,
): HTMLElement {
  return h(
    "tr",
    { role: "row", class: layout.marked ? `row-${slug(row[layout.marked]?.value ?? "")}` : undefined },
    columns.map((it) =>
      h(
        "td",
        { role: "cell", class: classOf(it), "data-name": heading(it, layout.plain) },
        cell(row, it, layout.plain === true),
      ),
    ),
  );
}

/** Whether a term is a text that wants room. */
const isLong = (term: Term | undefined): boolean => term?.type === "literal" && term.value.length > 60;

/** Give what stands in a cell: the label of a thing links to the thing that stands beside it. */
export function cell(row: Row, column: string, plain = false): Child {
  const term = plain ? row[column] : termIn(row, column);
  if (term === undefined) {
    return h("span", { class: "nothing" }, "–");
  }
  if (!plain && column.endsWith("_label")) {
    const of = row[column.replace(/_label$/, "")];
    if (row[column] !== undefined && of !== undefined && isOurs(of)) {
      return h("a", { href: thingAt(of.value) }, shown(term.value));
    }
  }
  if (!plain && term.type === "literal") {
    if (column === "doi" && term.value.startsWith("10.")) {
      return h("a", { href: `https://doi.org/${term.value}`, rel: "noreferrer" }, shown(term.value));
    }
    if (term.datatype?.endsWith("#boolean")) {
      return /^(true|1)$/.test(term.value) ? "yes" : "no"; // as in csv
    }
  }
  return termOf(term);
}

export function termOf(term: Term): Child {
  if (term.type === "uri") {
    return isOurs(term)
      ? h("a", { href: thingAt(term.value) }, path(term.value))
      : h(
          "a",
          { href: term.value, rel: "noreferrer" },
          shown(term.value.replace(/^https?:\/\/(dx\.)?doi\.org\//, "")),
        );
  }
  return shown(term.value);
}

export function replace(into: Element, rows: Rows, layout: Layout): void {
  fill(into, table(rows, layout));
}
