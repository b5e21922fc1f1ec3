/** The annex is pages: what stands behind each low item; and every score and note, as they were given. */

import { thingAt } from "../../parts/address";
import { type Child, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { Report, Site } from "../../score/content";
import { TO } from "../../score/phrases";

export function annex(report: Report, site: Site): HTMLElement {
  const { instrument, words } = report;
  return h(
    "section",
    { class: "annex" },
    h("h2", {}, words.say("report.annex.heading")),
    site.low.length > 0 && [
      h("p", {}, "The findings behind each low item, with who says so and where:"),
      h(
        "ul",
        {},
        site.low.map((item) => {
          const counted = instrument.evidence.find((each) => each.item === item.item)?.counted;
          return h(
            "li",
            {},
            h("a", { href: thingAt(item.influence) }, `${item.ordinal}. ${shown(item.label)}`),
            counted && h("span", { class: "where" }, ` ${shown(counted)}`),
          );
        }),
      ),
    ],
    days(report, site),
    site.notes.length > 0 && [
      h("h3", {}, words.say("report.annex.notes")),
      h(
        "dl",
        {},
        site.notes.map(({ date, rater, about, text }) => [
          h("dt", {}, [date, rater, about].filter(Boolean).map(shown).join(" · ")),
          h("dd", { dir: "auto" }, shown(text)),
        ]),
      ),
    ],
    h("h3", {}, words.say("report.annex.made")),
    h(
      "ul",
      {},
      instrument.cautions.report.map((caution) => h("li", {}, shown(caution))),
    ),
  );
}

/** Every score of every rater and day. */
function days({ words }: Report, site: Site): Child {
  if (site.days.length < 2 && site.raters.length < 2) return undefined;
  const title = words.say("report.annex.scores");
  const rows = site.days.flatMap(({ date, raters, scores, totals }) =>
    raters.map((rater, at) => ({
      date,
      rater,
      scores: scores.map((by) => by.get(rater) ?? null),
      total: totals[at],
    })),
  );
  return [
    h("h3", {}, title),
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": title },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, words.say("report.annex.day")),
            h("th", { scope: "col" }, words.say("report.annex.rater")),
            site.items.map(({ label, ordinal }) =>
              h("th", { scope: "col", class: "number" }, h("abbr", { title: shown(label) }, ordinal)),
            ),
            h("th", { scope: "col", class: "number" }, words.say("report.total.word")),
          ),
        ),
        h(
          "tbody",
          {},
          rows.map(({ date, rater, scores, total }) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, date || words.say("report.annex.no_day")),
              h("td", {}, h("bdi", {}, shown(rater || words.say("report.annex.no_name")))),
              scores.map((score) => h("td", { class: "number" }, score ?? "–")),
              h(
                "td",
                { class: "number" },
                total && (total.least === total.most ? total.least : `${total.least}${TO}${total.most}`),
              ),
            ),
          ),
        ),
      ),
    ),
  ];
}
