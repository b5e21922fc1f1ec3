/** The page of an influence: the review's own count first, then what named publications report, apart from it. */

import { iri, number, type Rows, text } from "../data/terms";
import type { Address } from "../parts/address";
import { type Child, h } from "../parts/dom";
import { shown } from "../parts/links";
import { panel } from "../parts/panel";

export function influencePanels(about: string, _at: Address): Child[] {
  const by = { influence: [iri(about)] };
  return [
    panel({ question: "influence-counts", by, title: "What the review counts", show: counted }),
    panel({ question: "influence-evidence", by, title: "What named publications report", show: evidence }),
    panel({ question: "influence-determinants", by, title: "What helps and hinders", onlyIfAny: true }),
    panel({
      question: "influence-findings",
      by,
      title: "The studies, one line a finding",
      columns: [
        "publication_label",
        "year",
        "direction_label",
        "wording",
        "locator",
        "directness_label",
        "doi_link",
      ],
    }),
    panel({
      question: "cfir-alignments",
      by,
      title: "Where it stands in the CFIR, and who says so",
      onlyIfAny: true,
    }),
    panel({
      question: "influence-constructs",
      by,
      title: "The constructs that its factors are placed in",
      onlyIfAny: true,
    }),
  ];
}

function counted(rows: Rows): Child {
  return rows.rows.map((row) => {
    const count = number(row, "count");
    if (count === undefined) {
      return h("p", {}, "The review gives no count of it.");
    }
    return h(
      "p",
      { class: "figure" },
      h("strong", {}, String(count)),
      ` of its ${text(row, "total")} publications`,
      h("span", { class: "quiet" }, ` ${shown(text(row, "review_label"))}, ${shown(text(row, "locator"))}`),
    );
  });
}

function evidence(rows: Rows): Child {
  return rows.rows.map((row) =>
    h(
      "p",
      { class: "figure" },
      h("strong", {}, text(row, "publications")),
      " publications that can be named: ",
      h("span", { class: "helps" }, `${text(row, "facilitates")} report that it helps`),
      ", ",
      h("span", { class: "hinders" }, `${text(row, "hinders")} that it hinders`),
      `, ${text(row, "mixed")} both ways, ${text(row, "unclear")} in no sure direction.`,
    ),
  );
}
