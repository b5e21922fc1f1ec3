/** Any two fields of the findings against each other: influences, countries, designs, reviews, directions, years. */

import { answer, catalogue } from "../data/asking";
import { BASE, iri, path, type Row, type Rows, slug, text } from "../data/terms";
import { type Address, go, read, thingAt, write } from "../parts/address";
import { cite } from "../parts/cite";
import { type Child, h } from "../parts/dom";
import { csv, hand } from "../parts/download";
import { shown } from "../parts/links";
import { country, names } from "../parts/names";
import { panel } from "../parts/panel";
import { howCoded, switches } from "../parts/switches";
import type { Page } from "./page";

interface Field {
  readonly name: string;
  readonly column: string;
  /** The column with what it is the label of. */
  readonly of?: string;
  readonly split?: boolean;
}

export const FIELDS: Readonly<Record<string, Field>> = {
  influence: { name: "Influence", column: "influence_label", of: "influence" },
  direction: { name: "Direction", column: "direction_label", of: "direction" },
  country: { name: "Country", column: "countries", split: true },
  design: { name: "Design", column: "design_label", of: "design" },
  directness: { name: "Directness", column: "directness_label", of: "directness" },
  outcome: { name: "Bears on", column: "outcome_label", of: "outcome" },
  confidence: { name: "Confidence of the coding", column: "confidence_label", of: "confidence" },
  year: { name: "Year", column: "year" },
  determinant: { name: "Factor", column: "determinant_label", of: "determinant" },
  source: { name: "Stated in", column: "stated_in_label", of: "stated_in" },
  review: { name: "Review", column: "review_label", of: "review" },
};
const UNKNOWN = "not known";
const EACH = "each";

export interface Crosstab {
  readonly down: readonly string[];
  readonly across: readonly string[];
  /** Publications, or findings, by the values of both. */
  readonly cells: ReadonlyMap<string, ReadonlySet<string>>;
  readonly downAll: ReadonlyMap<string, ReadonlySet<string>>;
  readonly acrossAll: ReadonlyMap<string, ReadonlySet<string>>;
  readonly all: ReadonlySet<string>;
}

/** The values of a field in a row: several, where it holds several. */
function values(row: Row, field: Field): string[] {
  const said = text(row, field.column);
  return said === "" ? [UNKNOWN] : field.split ? said.split(/[\s,;]+/) : [said];
}

const at = (one: string, other: string): string => JSON.stringify([one, other]);

/** Count what rows have in `unit` by two fields. What has several values counts under each, and once in all. */
export function crosstab(rows: readonly Row[], down: Field, across: Field, unit: string): Crosstab {
  const cells = new Map<string, Set<string>>();
  const downAll = new Map<string, Set<string>>();
  const acrossAll = new Map<string, Set<string>>();
  const all = new Set<string>();
  const put = (into: Map<string, Set<string>>, key: string, what: string) => {
    const there = into.get(key) ?? new Set<string>();
    there.add(what);
    into.set(key, there);
  };
  for (const row of rows) {
    const what = text(row, unit);
    all.add(what);
    for (const one of values(row, down)) {
      put(downAll, one, what);
      for (const other of values(row, across)) {
        put(cells, at(one, other), what);
      }
    }
    for (const other of values(row, across)) {
      put(acrossAll, other, what);
    }
  }
  const ordered = (of: Map<string, Set<string>>, field: Field) =>
    [...of.keys()].sort((one, other) => {
      if ((one === UNKNOWN) !== (other === UNKNOWN)) {
        return one === UNKNOWN ? 1 : -1; // what is not known comes last
      }
      const more = field.column === "year" ? 0 : (of.get(other)?.size ?? 0) - (of.get(one)?.size ?? 0);
      return more || (one < other ? -1 : 1);
    });
  return { down: ordered(downAll, down), across: ordered(acrossAll, across), cells, downAll, acrossAll, all };
}

export const compare: Page = {
  name: "compare",
  menu: "Compare",
  words: "reviews differ difference side by side countries designs years crosstab",
  make: async (here) => {
    const [known, reviews, called] = await Promise.all([catalogue(), answer("review-list", {}), names()]);
    const [down, across] = [field(here, "down", "influence"), field(here, "across", "direction")];
    const apart = down === "review" || across === "review";
    const first = (await answer("influence-evidence", {})).rows.find(
      (row) => Number(text(row, "publications")) > 0,
    );
    const said = here.params.get("review") ?? path(text(first ?? {}, "review"));
    const review = apart && (here.params.get("review") ?? EACH) === EACH ? EACH : said;
    const unit = here.params.get("count") === "findings" ? "finding" : "publication";
    const [one, other] = [FIELDS[down] as Field, FIELDS[across] as Field];
    const title = `${one.name} by ${other.name.toLowerCase()}`;
    const listed = reviews.rows.map((row) => [path(text(row, "review")), text(row, "review_label")] as const);
    const fields = Object.entries(FIELDS).map(([name, it]) => [name, it.name] as const);
    return {
      title: "Compare",
      body: [
        h(
          "p",
          { class: "lead" },
          "Any two fields of the findings against each other. The numbers are publications that can be named, or findings; they say how often something is reported, not how strong its effect is.",
        ),
        h(
          "div",
          { class: "fields" },
          pick("Down", "down", fields, down),
          pick("Across", "across", fields, across),
          pick("Of", "review", apart ? [[EACH, "each review apart"], ...listed] : listed, review),
          pick(
            "Count",
            "count",
            [
              ["publications", "publications"],
              ["findings", "findings"],
            ],
            unit === "finding" ? "findings" : "publications",
          ),
        ),
        switches(),
        howCoded(review === EACH ? "" : whole(review)),
        panel({
          question: "influence-findings",
          by:
            review === EACH
              ? {}
              : {
                  review: [iri(whole(review))],
                },
          title,
          note: apart ? undefined : "One review at a time: numbers of several are never put together.",
          show: (rows) =>
            shownAs(crosstab(rows.rows, one, other, unit), rows, [one, other], title, (of, said) =>
              of.split ? country(said, (it) => called.things.get(it)?.label) : said,
            ),
        }),
        beside(),
        cite(known, title, review === EACH ? "" : whole(review)),
      ],
    };
  },
};

/** Give a path below our base as an IRI. */
const whole = (said: string): string => (said.includes("://") ? said : BASE + said);

function field(here: Address, param: string, otherwise: string): string {
  const said = here.params.get(param) ?? otherwise;
  return Object.hasOwn(FIELDS, said) ? said : otherwise;
}

function pick(
  name: string,
  param: string,
  options: readonly (readonly [string, string])[],
  now: string,
): HTMLElement {
  const change = (event: Event) => {
    const address = read(location.hash);
    address.params.set(param, (event.currentTarget as HTMLSelectElement).value);
    go(write(address.page, address.about, address.params));
  };
  return h(
    "label",
    {},
    name,
    h(
      "select",
      { change },
      options.map(([value, label]) => h("option", { value, selected: value === now }, shown(label))),
    ),
  );
}

/** What reviews themselves have in common, and how they differ. */
function beside(): Child {
  return h(
    "section",
    { class: "panel" },
    h("h2", {}, "Reviews beside each other"),
    h(
      "p",
      { class: "links" },
      h("a", { href: write("ask", "review-list") }, "Which there are, and of which kind"),
      h("a", { href: write("ask", "review-methods") }, "How each was done"),
      h("a", { href: write("ask", "review-features") }, "Their publications by country, design and quality"),
      h("a", { href: write("ask", "influence-counts") }, "What each counts"),
      h("a", { href: write("ask", "review-overlap") }, "Which publications they share"),
      h("a", { href: write("compare", "", { down: "review" }) }, "Findings by review and direction"),
    ),
  );
}

function shownAs(
  found: Crosstab,
  rows: Rows,
  [down, over]: readonly [Field, Field],
  title: string,
  called: (of: Field, value: string) => string,
): Child {
  if (found.all.size === 0) {
    return h("p", { class: "none" }, "Nothing found.");
  }
  const most = Math.max(1, ...[...found.cells.values()].map((it) => it.size));
  const links = new Map(
    rows.rows.flatMap((row) =>
      down.of && row[down.of] ? [[text(row, down.column), text(row, down.of)] as const] : [],
    ),
  );
  const line = (one: string) => {
    const link = links.get(one);
    return h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        link ? h("a", { href: thingAt(link) }, shown(one)) : shown(called(down, one)),
      ),
      found.across.map((other) => {
        const size = found.cells.get(at(one, other))?.size ?? 0;
        const cell = h("td", { class: size === 0 ? "number gap" : "number" }, size);
        if (size > 0) {
          cell.style.setProperty("--share", `${Math.round(6 + (34 * size) / most)}%`);
          cell.classList.add("heat");
        }
        return cell;
      }),
      h("td", { class: "number total" }, found.downAll.get(one)?.size ?? 0),
    );
  };
  return [
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": title },
      h(
        "table",
        { class: "matrix crosstab" },
        h("caption", { class: "unseen" }, title),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, down.name),
            found.across.map((it) => h("th", { scope: "col", class: "number" }, shown(called(over, it)))),
            h("th", { scope: "col", class: "number" }, "in all"),
          ),
        ),
        h("tbody", {}, found.down.map(line)),
        h(
          "tfoot",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "row" }, "in all"),
            found.across.map((it) => h("td", { class: "number total" }, found.acrossAll.get(it)?.size ?? 0)),
            h("td", { class: "number total" }, found.all.size),
          ),
        ),
      ),
    ),
    h(
      "p",
      { class: "quiet small" },
      "What has several values counts under each of them and once in all, so that rows need not add up. A zero says that nothing here was found, not that there is nothing.",
    ),
    h(
      "button",
      {
        type: "button",
        class: "quiet-button",
        click: () => hand(`${slug(title)}.csv`, csv(asRows(found, down, over, called)), "text/csv"),
      },
      "This table as csv",
    ),
  ];
}

/** The table as rows, for taking away, with what its values are called. */
export function asRows(
  found: Crosstab,
  down: Field,
  over: Field,
  called: (of: Field, value: string) => string,
): Rows {
  const count = (value: number) =>
    ({
      type: "literal",
      value: String(value),
      datatype: "http://www.w3.org/2001/XMLSchema#integer",
    }) as const;
  const name = (value: string) => ({ type: "literal", value }) as const;
  return {
    columns: [down.name, ...found.across.map((it) => called(over, it)), "in all"],
    rows: found.down.map((one) => ({
      [down.name]: name(called(down, one)),
      ...Object.fromEntries(
        found.across.map((other) => [called(over, other), count(found.cells.get(at(one, other))?.size ?? 0)]),
      ),
      "in all": count(found.downAll.get(one)?.size ?? 0),
    })),
  };
}
