/** The page of an influence: the review's own count first, then what named publications report, apart from it. */

import { iri, number, type Row, type Rows, slug, text } from "../data/terms";
import { type Address, go, read, write } from "../parts/address";
import { type Child, h } from "../parts/dom";
import { shown } from "../parts/links";
import { panel } from "../parts/panel";
import { howCoded, switches } from "../parts/switches";
import { cell, table } from "../parts/table";

export function influencePanels(about: string, at: Address): Child[] {
  const by = { influence: [iri(about)] };
  return [
    panel({ question: "influence-counts", by, title: "What the review counts", show: counted }),
    panel({
      question: "influence-evidence",
      by,
      title: "What publications report that can be named",
      note: howCoded(about),
      show: evidence,
    }),
    panel({ question: "influence-determinants", by, title: "What helps, and what hinders", show: factors }),
    panel({
      question: "influence-findings",
      by,
      title: "The studies, finding by finding",
      note: [
        "These are not the review's count: they are the publications that can be named, each with the place where it says so.",
        switches(),
      ],
      keep: (row) => passes(row, at.params),
      show: (rows, all) => [filters(all, at.params), studies(rows)],
    }),
    panel({
      question: "cfir-alignments",
      by,
      title: "Where it stands in the CFIR, and who says so",
      show: (rows) => alignments(rows, at.params),
    }),
    panel({
      question: "influence-domain-factors",
      by,
      title: "Where its factors are placed",
      columns: ["framework_label", "domain_label", "facilitators", "barriers"],
      onlyIfAny: true,
    }),
    panel({
      question: "influence-constructs",
      by,
      title: "The constructs that they are placed in",
      onlyIfAny: true,
    }),
    panel({ question: "finding-reads", by, title: "How much was read", onlyIfAny: true }),
  ];
}

function counted(rows: Rows): Child {
  return rows.rows.map((row) => {
    const count = number(row, "count");
    if (count === undefined) {
      return h("p", {}, `${shown(text(row, "review_label"))} gives no count of it.`);
    }
    return h(
      "p",
      { class: "figure" },
      h("strong", {}, String(count)),
      ` of its ${text(row, "total")} publications. `,
      h(
        "span",
        { class: "quiet" },
        `${shown(text(row, "review_label"))}, ${shown(text(row, "locator"))}. A count says how often it is reported, not how strong its effect is.`,
      ),
    );
  });
}

function evidence(rows: Rows): Child {
  return rows.rows.map((row) =>
    h(
      "p",
      { class: "figure" },
      h("strong", {}, text(row, "publications")),
      ` ${text(row, "publications") === "1" ? "publication" : "publications"}: `,
      h("span", { class: "helps" }, `${text(row, "facilitates")} that it helps`),
      ", ",
      h("span", { class: "hinders" }, `${text(row, "hinders")} that it hinders`),
      `, ${text(row, "mixed")} both ways, ${text(row, "unclear")} in no sure direction. `,
      h(
        "span",
        { class: "quiet" },
        `Own findings only; one that reports both counts under both. They rest on ${text(row, "bodies")} separate bodies of evidence.`,
      ),
    ),
  );
}

/** Facilitators and barriers beside each other. */
function factors(rows: Rows): Child {
  const side = (direction: string, name: string, of: string) => {
    const found = rows.rows.filter((row) => slug(text(row, "direction")) === direction);
    return h(
      "div",
      {},
      h("h3", { class: of }, `${name} (${found.length})`),
      found.length === 0
        ? h("p", { class: "none" }, "None found.")
        : h(
            "ul",
            { class: "listed" },
            found.map((row) =>
              h(
                "li",
                {},
                cell(row, "determinant_label"),
                h("span", { class: "locator" }, shown(text(row, "locator"))),
              ),
            ),
          ),
    );
  };
  return h(
    "div",
    { class: "two" },
    side("facilitates", "Facilitators", "helps"),
    side("hinders", "Barriers", "hinders"),
  );
}

/** The fields that findings can be filtered by: the column, and whether it holds several, one after another. */
const FILTERS: readonly { readonly column: string; readonly name: string; readonly split?: boolean }[] = [
  { column: "direction_label", name: "Direction" },
  { column: "directness_label", name: "Directness" },
  { column: "design_label", name: "Design" },
  { column: "countries", name: "Country", split: true },
  { column: "outcome_label", name: "Bears on" },
  { column: "confidence_label", name: "Confidence" },
  { column: "stated_in_label", name: "Stated in" },
];
const NOTHING = "not known";

const valuesOf = (row: Row, column: string, split?: boolean): string[] => {
  const said = text(row, column);
  return said === "" ? [NOTHING] : split ? said.split(/[\s,;]+/) : [said];
};

function passes(row: Row, params: URLSearchParams): boolean {
  const since = params.get("since");
  if (since && !(Number.parseInt(text(row, "year"), 10) >= Number(since))) {
    return false;
  }
  return FILTERS.every(({ column, split }) => {
    const wanted = params.get(column);
    return !wanted || valuesOf(row, column, split).includes(wanted);
  });
}

function filters(rows: Rows, params: URLSearchParams): Child {
  const set = (name: string, value: string) => {
    const here = read(location.hash);
    if (value) {
      here.params.set(name, value);
    } else {
      here.params.delete(name);
    }
    go(write(here.page, here.about, here.params));
  };
  const chosen = FILTERS.map(({ column, name, split }) => {
    const counts = new Map<string, number>();
    for (const row of rows.rows) {
      for (const value of valuesOf(row, column, split)) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    if (counts.size < 2) {
      return undefined;
    }
    const now = params.get(column) ?? "";
    return h(
      "label",
      {},
      name,
      h(
        "select",
        { change: (event) => set(column, (event.currentTarget as HTMLSelectElement).value) },
        h("option", { value: "" }, "all"),
        [...counts]
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([value, count]) =>
            h("option", { value, selected: value === now }, `${shown(value)} (${count})`),
          ),
      ),
    );
  });
  return h(
    "div",
    { class: "fields filters", role: "group", "aria-label": "Filters" },
    chosen,
    h(
      "label",
      {},
      "Since the year",
      h("input", {
        type: "number",
        min: 1900,
        max: 2100,
        value: params.get("since") ?? "",
        change: (event) => set("since", (event.currentTarget as HTMLInputElement).value),
      }),
    ),
  );
}

function studies(rows: Rows): Child {
  return table(rows, {
    caption: "The studies, finding by finding",
    columns: [
      "direction_label",
      "publication_label",
      "year",
      "wording",
      "locator",
      "directness_label",
      "doi_link",
    ],
    marked: "direction",
  });
}

/** Alignments, with the conditions on which they hold as switches: yours choose the branch. */
function alignments(rows: Rows, params: URLSearchParams): Child {
  const conditions = new Map<string, string>();
  for (const row of rows.rows) {
    if (row.condition !== undefined) {
      conditions.set(row.condition.value, text(row, "condition_label"));
    }
  }
  const given = params.get("given") ?? "";
  const kept = rows.rows.filter(
    (row) => !given || row.condition === undefined || row.condition.value === given,
  );
  const pick = (value: string) => {
    const here = read(location.hash);
    here.params.delete("given");
    if (value) {
      here.params.set("given", value);
    }
    go(write(here.page, here.about, here.params));
  };
  return [
    conditions.size > 0 &&
      h(
        "fieldset",
        { class: "switches" },
        h("legend", {}, "It depends: how is it at your service?"),
        [["", "not said: show every branch"] as const, ...conditions].map(([value, label]) =>
          h(
            "label",
            {},
            h("input", {
              type: "radio",
              name: "condition",
              checked: value === given,
              change: () => pick(value),
            }),
            h("span", {}, shown(label)),
          ),
        ),
      ),
    table(
      { columns: rows.columns, rows: kept },
      {
        caption: "Where it stands in the CFIR",
        columns: [
          "framework_label",
          "element_label",
          "condition_label",
          "asserted_by_label",
          "locator",
        ].filter((it) => rows.columns.includes(it)),
      },
    ),
  ];
}
