/** The first page: what this is, the matrix of influences and domains, and a way in for each of three people. */

import { answer, catalogue } from "../data/asking";
import { number, path, type Row, type Rows, text } from "../data/terms";
import { go, read, thingAt, write } from "../parts/address";
import { cite } from "../parts/cite";
import { type Child, fill, h } from "../parts/dom";
import { shown } from "../parts/links";
import { names } from "../parts/names";
import { panel } from "../parts/panel";
import { howCoded } from "../parts/switches";
import type { Page } from "./page";
import { listed } from "./search";

const TITLE = "What helps, and what hinders";

export const home: Page = {
  name: "",
  make: async (at) => {
    const [known, reviews, evidence, counts, domains, placed] = await Promise.all([
      catalogue(),
      answer("review-list", {}),
      answer("influence-evidence", {}),
      answer("influence-counts", {}),
      answer("influence-domains", {}),
      answer("influence-domain-factors", {}),
    ]);
    const first = placed.rows[0] ?? counts.rows[0];
    const review = at.params.get("review") ?? path(first?.review?.value ?? "");
    const frameworks = distinct(placed.rows.length > 0 ? placed : domains, "framework");
    const framework = at.params.get("framework") ?? path(frameworks[0]?.[0] ?? "");
    const of = (rows: Rows) => rows.rows.filter((row) => path(text(row, "review")) === review);
    const inside = (rows: Rows) => of(rows).filter((row) => path(text(row, "framework")) === framework);
    return {
      title: TITLE,
      body: [
        h(
          "p",
          { class: "lead" },
          "Reviews of how new practices are brought into care, taken apart: each influence with the publications that report it, whether it helps or hinders, and the place where each says so. A count says how often something is reported, never how strong its effect is.",
        ),
        finder(),
        ways(),
        h(
          "section",
          { class: "panel" },
          h("h2", {}, "Influences and domains"),
          h(
            "div",
            { class: "fields chooser" },
            chosen(
              "Review",
              "review",
              reviews.rows.map((row) => [path(text(row, "review")), text(row, "review_label")]),
              review,
            ),
            chosen(
              "Framework",
              "framework",
              frameworks.map(([iri, label]) => [path(iri), label]),
              framework,
            ),
          ),
          about(reviews.rows.find((row) => path(text(row, "review")) === review)),
          matrix(
            of(evidence),
            of(counts),
            inside(domains),
            inside(placed),
            domainsOf(placed, domains, framework),
          ),
        ),
        howCoded(),
        h(
          "details",
          { class: "everything" },
          h("summary", {}, "The questions behind this page, with their queries and downloads"),
          [
            "influence-evidence",
            "influence-counts",
            "influence-domains",
            "influence-domain-factors",
            "review-list",
          ].map((question) => panel({ question, by: {}, level: 3, layout: { first: 5 } })),
        ),
        cite(known, TITLE),
      ],
    };
  },
};

/** What the chosen review is a review of. */
function about(review: Row | undefined): Child {
  return (
    review &&
    h(
      "p",
      { class: "same" },
      shown(text(review, "title")),
      ". ",
      h("a", { href: thingAt(text(review, "review")) }, "The review, how it was done, and its limits"),
    )
  );
}

/** Different values of a column with their labels, in the order in which they come. */
function distinct(rows: Rows, column: string): [string, string][] {
  return [...new Map(rows.rows.map((row) => [text(row, column), text(row, `${column}_label`)]))];
}

function domainsOf(placed: Rows, said: Rows, framework: string): [string, string][] {
  const inside = (rows: Rows): Rows => ({
    columns: rows.columns,
    rows: rows.rows.filter((row) => path(text(row, "framework")) === framework),
  });
  return distinct(inside(placed.rows.length > 0 ? placed : said), "domain");
}

function chosen(
  name: string,
  param: string,
  options: readonly (readonly [string, string])[],
  now: string,
): HTMLElement {
  return h(
    "label",
    {},
    name,
    h(
      "select",
      {
        change: (event) => {
          const here = read(location.hash);
          here.params.set(param, (event.currentTarget as HTMLSelectElement).value);
          go(write("", "", here.params));
        },
      },
      options.map(([value, label]) => h("option", { value, selected: value === now }, shown(label))),
    ),
  );
}

function matrix(
  evidence: readonly Row[],
  counts: readonly Row[],
  said: readonly Row[],
  placed: readonly Row[],
  domains: readonly (readonly [string, string])[],
): Child {
  const counted = new Map(counts.map((row) => [text(row, "influence"), row]));
  const reported = new Map(evidence.map((row) => [text(row, "influence"), row]));
  const influences = [
    ...new Map([...counts, ...evidence].map((row) => [text(row, "influence"), text(row, "influence_label")])),
  ];
  if (influences.length === 0) {
    return h("p", { class: "none" }, "This review names no influences of its own.");
  }
  const at = (row: Row) => `${text(row, "influence")} ${text(row, "domain")}`;
  const factors = new Map(placed.map((row) => [at(row), row]));
  const byReview = new Set(said.map(at));
  const most = Math.max(
    1,
    ...placed.map((row) => Math.max(number(row, "facilitators") ?? 0, number(row, "barriers") ?? 0)),
  );
  const assessed = new Set(placed.map((row) => text(row, "influence")));
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, "Influence"),
    h("th", { scope: "col", class: "number" }, "Review counts"),
    h(
      "th",
      { scope: "col", class: "number" },
      "Named publications: ",
      h("span", { class: "helps" }, "help"),
      " / ",
      h("span", { class: "hinders" }, "hinder"),
    ),
    domains.map(([, label]) => h("th", { scope: "col", class: "domain" }, shown(label))),
  );
  const line = ([influence, label]: readonly [string, string]) => {
    const count = counted.get(influence);
    const found = reported.get(influence);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: thingAt(influence) }, shown(label))),
      h(
        "td",
        { class: "number" },
        count?.count
          ? [text(count, "count"), h("span", { class: "of" }, ` of ${text(count, "total")}`)]
          : h("span", { class: "gap" }, "no count"),
      ),
      h("td", { class: "number" }, found ? votes(found) : h("span", { class: "gap" }, "none found")),
      domains.map(([domain, name]) =>
        square(
          factors.get(`${influence} ${domain}`),
          byReview.has(`${influence} ${domain}`),
          assessed.has(influence),
          most,
          `${label}, ${name}`,
        ),
      ),
    );
  };
  return [
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": "Influences by domain" },
      h(
        "table",
        { class: "matrix" },
        h(
          "caption",
          { class: "unseen" },
          "Influences, what a review counts, what named publications report, and factors by domain",
        ),
        h("thead", {}, head),
        h("tbody", {}, influences.map(line)),
      ),
    ),
    h(
      "ul",
      { class: "legend" },
      h(
        "li",
        {},
        h("span", { class: "sample bar helps-bar" }),
        "facilitators and ",
        h("span", { class: "sample bar hinders-bar" }),
        "barriers of the influence that codebooks place in the domain, in numbers",
      ),
      h("li", {}, h("span", { class: "sample framed" }), "the review itself places the influence there"),
      h("li", {}, h("span", { class: "gap" }, "none"), " its factors were placed, and none of them here"),
      h(
        "li",
        {},
        h("span", { class: "sample unknown" }),
        "not assessed: nobody placed any of its factors in this framework",
      ),
      h(
        "li",
        {},
        "Named publications are those that can be named here: how many report that it helps, and how many that it hinders. They are not the review's count.",
      ),
    ),
  ];
}

const votes = (row: Row): Child => [
  h(
    "span",
    { class: "helps" },
    text(row, "facilitates"),
    h("span", { class: "unseen" }, " report that it helps"),
  ),
  h("span", { class: "of" }, " / "),
  h(
    "span",
    { class: "hinders" },
    text(row, "hinders"),
    h("span", { class: "unseen" }, " report that it hinders"),
  ),
];

function square(
  row: Row | undefined,
  framed: boolean,
  assessed: boolean,
  most: number,
  name: string,
): HTMLElement {
  const kind = ["cell", framed ? "framed" : "", assessed ? "" : "unknown"].join(" ").trim();
  const place = framed ? h("span", { class: "unseen" }, "; the review places it here") : undefined;
  if (!assessed || row === undefined) {
    return h("td", { class: kind }, h("span", { class: "unseen" }, "not assessed"), place);
  }
  const helps = number(row, "facilitators") ?? 0;
  const hinders = number(row, "barriers") ?? 0;
  if (helps + hinders === 0) {
    return h("td", { class: kind }, h("span", { class: "gap" }, "none"), place);
  }
  return h(
    "td",
    { class: kind, title: name },
    bar(helps, most, "helps", "facilitators"),
    bar(hinders, most, "hinders", "barriers"),
    place,
  );
}

function bar(value: number, most: number, of: string, what: string): HTMLElement {
  const filled = value > 0 && h("span", { class: `bar ${of}-bar`, "aria-hidden": "true" });
  if (filled) {
    filled.style.width = `${(2.5 * value) / most}rem`;
  }
  return h(
    "span",
    { class: "line" },
    filled,
    h("span", { class: of }, String(value), h("span", { class: "unseen" }, ` ${what} `)),
  );
}

/** A search that answers while one types. */
function finder(): HTMLElement {
  const results = h("div", { class: "finder-results", "aria-live": "polite" });
  const input = h("input", {
    id: "finder",
    type: "search",
    autocomplete: "off",
    input: async () => {
      const said = input.value;
      const known = await names();
      if (said === input.value) {
        fill(results, said.trim() && listed(known, known.find(said, 8)));
      }
    },
  });
  return h(
    "form",
    {
      class: "search-form finder",
      role: "search",
      "aria-label": "Find anything",
      submit: (event) => {
        event.preventDefault();
        go(write("search", "", { q: input.value }));
      },
    },
    h("label", { for: "finder" }, "Find an influence, a factor, a publication, a construct, a place"),
    input,
    results,
  );
}

function ways(): HTMLElement {
  const way = (title: string, said: string, ...links: readonly (readonly [string, string])[]) =>
    h(
      "li",
      {},
      h("h2", {}, title),
      h("p", {}, said),
      h(
        "p",
        { class: "links" },
        links.map(([name, to]) => h("a", { href: to }, name)),
      ),
    );
  return h(
    "ul",
    { class: "ways" },
    way(
      "You weigh evidence",
      "Begin with an influence in the table below: what the review counts, who reports it, which way, and where it is stated. Every panel gives csv and ris.",
      ["Compare two fields", write("compare")],
      ["All questions", write("questions")],
      ["The CFIR", write("cfir")],
      ["What is not known", write("ask", "thing-missing")],
      ["Cite it", write("data")],
    ),
    way(
      "You prepare a service",
      "Fill in the measure for your service: its scores beside the published sites, where to begin, and a report of two pages to print.",
      ["Score my service", write("score")],
      ["Facilitators and barriers", write("ask", "influence-determinants")],
    ),
    way(
      "You write SPARQL",
      "The graph and an engine are in this page. Take an example, change it, stop it.",
      ["The editor", write("sparql")],
      ["Graph and endpoint", write("data")],
      ["Classes and their properties", write("ask", "class-properties")],
    ),
  );
}
