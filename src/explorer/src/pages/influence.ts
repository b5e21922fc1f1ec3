/** The page of an influence: the review's own count first, then what named publications report, apart from it. */

import { iri, number, path, type Rows, slug, text } from "../data/terms";
import { type Address, go, read, write } from "../parts/address";
import { type Child, h } from "../parts/dom";
import { folded } from "../parts/fields";
import { shown } from "../parts/links";
import { country } from "../parts/names";
import { panel } from "../parts/panel";
import { howCoded, switches } from "../parts/switches";
import { cell, table } from "../parts/table";
import { alignments } from "./alignments";
import { besideRows } from "./beside";
import { conditionsOf } from "./conditions";
import { type Beside, choices, filtersOf, missing, unfiltered } from "./studies";

export function influencePanels(about: string, at: Address): Child[] {
  const by = { influence: [iri(about)] };
  const beside = besideRows(); // nothing waits for it that does not need it
  return [
    panel({ question: "influence-counts", by, title: "What the review counts", show: counted }),
    panel({
      question: "influence-evidence",
      by,
      title: "What named publications report",
      note: howCoded(about),
      show: evidence,
    }),
    panel({
      question: "influence-determinants",
      by,
      title: "What helps, and what hinders",
      note: [
        "A service strengthens what helps and does away with what hinders: ",
        h(
          "a",
          { href: write("ask", "determinant-actions", { influence: path(about) }) },
          "each with how many publications report it",
        ),
        ", or ",
        h("a", { href: write("score") }, "score your service"),
        " for where to begin.",
      ],
      show: factors,
    }),
    panel({
      question: "influence-approaches",
      by,
      title: "What the review names for changing it",
      onlyIfAny: true,
    }),
    panel({
      question: "influence-findings",
      by,
      title: "The studies, finding by finding",
      note: [
        "These are not the review's count: they are the publications that can be named, each with the place where it says so.",
        switches(),
      ],
      wishes: beside.then((known) => filtersOf(at.params, known)),
      show: async (rows, all) => [filters(all, at.params, await beside), studies(rows)],
    }),
    panel({
      question: "cfir-alignments",
      by,
      title: "Where it stands in the CFIR, and who says so",
      wishes: conditionsOf(at.params),
      show: (rows, all) => alignments(rows, all, at.params),
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
    h("h2", {}, "What is missing"),
    h(
      "p",
      { class: "note" },
      "What nobody has found, printed or confirmed. That something is not here does not say that it is not so.",
    ),
    panel({
      question: "thing-missing",
      by: { thing: [iri(about)] },
      title: "Of the influence itself",
      level: 3,
      columns: ["missing", "reason"],
      onlyIfAny: true,
    }),
    panel({
      question: "determinant-unsupported",
      by,
      title: "Facilitators and barriers that no named publication supports here",
      level: 3,
      columns: ["direction_label", "determinant_label"],
    }),
    panel({
      question: "influence-findings",
      by,
      title: "Of the publications that report it",
      level: 3,
      show: async (rows) => notKnown(rows, await beside),
    }),
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
      ` ${text(row, "publications") === "1" ? "publication reports" : "publications report"} on it: `,
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

function filters(rows: Rows, params: URLSearchParams, beside: Beside): Child {
  const set = (name: string, value: string) => {
    const here = read(location.hash);
    here.params.delete(name);
    if (value) {
      here.params.set(name, value);
    }
    go(write(here.page, here.about, here.params));
  };
  const { differ, alike } = choices(rows.rows, params, beside);
  const year = (name: string, label: string) =>
    h(
      "label",
      {},
      label,
      h("input", {
        type: "number",
        min: 1900,
        max: 2100,
        value: params.get(name) ?? "",
        change: (event) => set(name, (event.currentTarget as HTMLInputElement).value),
      }),
    );
  const made = params.size - unfiltered(params).size;
  return [
    folded(
      "Filter them",
      made,
      h(
        "div",
        { class: "fields filters", role: "group", "aria-label": "Filters" },
        differ.map(({ field, now, counts }) => {
          const words = (value: string) =>
            field.column === "countries" ? country(value, beside.called) : value;
          return h(
            "label",
            {},
            field.name,
            h(
              "select",
              { change: (event) => set(field.column, (event.currentTarget as HTMLSelectElement).value) },
              h("option", { value: "" }, "all"),
              counts
                .map(([value, count]) => ({ value, count, label: words(value) }))
                .sort((one, other) => (one.label < other.label ? -1 : 1))
                .map(({ value, count, label }) =>
                  h("option", { value, selected: value === now }, `${shown(label)} (${count})`),
                ),
            ),
          );
        }),
        year("since", "Since the year"),
        year("until", "Up to the year"),
      ),
    ),
    h(
      "p",
      { class: "quiet" },
      alike.length > 0 &&
        `All are alike in ${alike.map(([name, value]) => `${name.toLowerCase()} (${shown(value)})`).join(", ")}. `,
      unfiltered(params).size < params.size &&
        h(
          "a",
          { href: write("thing", read(location.hash).about, unfiltered(params)) },
          "Take all filters back",
        ),
    ),
  ];
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

/** Of how many publications something is not known; what is known of all is left out. */
function notKnown(rows: Rows, beside: Beside): Child {
  const { of, fields } = missing(rows, beside);
  const some = fields.filter(({ unknown }) => unknown > 0);
  if (some.length === 0) {
    return h("p", { class: "none" }, `Nothing: all of it is known of each of the ${of} publications.`);
  }
  return h(
    "table",
    {},
    h("caption", { class: "unseen" }, "Of how many publications something is not known"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "What"),
        h("th", { scope: "col", class: "number" }, `Not known, of ${of}`),
      ),
    ),
    h(
      "tbody",
      {},
      some.map(({ name, unknown }) =>
        h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "number" }, String(unknown))),
      ),
    ),
  );
}
