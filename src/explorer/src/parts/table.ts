/** Rows as a table: labels that link to what they name, numbers that align, on a narrow screen to be scrolled. */

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

export function heading(column: string): string {
  const name = column.replace(/_label$/, "").replaceAll("_", " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function table(rows: Rows, layout: Layout): HTMLElement {
  const columns = (layout.columns?.length ? layout.columns : rows.columns).filter((it) =>
    rows.columns.includes(it),
  );
  if (rows.rows.length === 0) {
    return h("p", { class: "none" }, "Nothing found.");
  }
  const numbers = new Set(
    columns.filter((it) => rows.rows.every((row) => row[it] === undefined || isNumber(row[it]))),
  );
  const long = new Set(columns.filter((it) => rows.rows.some((row) => isLong(row[it]))));
  const body = h("tbody");
  const put = (from: number, to: number) => {
    for (const row of rows.rows.slice(from, to)) {
      body.append(
        line(row, columns, (it) => (numbers.has(it) ? "number" : long.has(it) ? "long" : undefined), layout),
      );
    }
  };
  const first = layout.first ?? FIRST;
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
    h("th", { scope: "col", class: numbers.has(it) ? "number" : undefined }, heading(it)),
  );
  return h(
    "div",
    {},
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": layout.caption },
      h(
        "table",
        {},
        h("caption", { class: "unseen" }, layout.caption),
        h("thead", {}, h("tr", {}, head)),
        body,
      ),
    ),
    more,
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
    { class: layout.marked ? `row-${slug(row[layout.marked]?.value ?? "")}` : undefined },
    columns.map((it) => h("td", { class: classOf(it) }, cell(row, it, layout.plain === true))),
  );
}

/** Whether a term is a text that wants room. */
const isLong = (term: Term | undefined): boolean => term?.type === "literal" && term.value.length > 60;

/** Give what stands in a cell: the label of a thing links to the thing that stands beside it. */
export function cell(row: Row, column: string, plain = false): Child {
  const term = row[column];
  if (term === undefined) {
    return h("span", { class: "nothing" }, "–");
  }
  if (!plain && column.endsWith("_label")) {
    const of = row[column.replace(/_label$/, "")];
    if (of !== undefined && isOurs(of)) {
      return h("a", { href: thingAt(of.value) }, shown(term.value));
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
