/** Several services, side by side with the published ones. */

import { h } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { Report, Site } from "../../score/content";
import { highest, scores } from "../../score/measure";
import { heading, partly, spelledOut, TO } from "../../score/phrases";

export function compared(report: Report): HTMLElement {
  const { instrument, words, sites } = report;
  const steps = scores(instrument);
  const caption = words.say("report.standing.sites", {
    ...{ review: instrument.review_label, least: Math.min(...steps), most: Math.max(...steps) },
  });
  const title = words.say("report.heading_sites", { heading: heading(report), count: sites.length });
  const whole = (site: Site): string =>
    site.total === null
      ? site.totals.map((each) => `${each.least}${TO}${each.most}`).join("; ")
      : `${site.total} ${partly(words, site)}`;
  return h(
    "section",
    { class: "sheet compared" },
    h("h2", { class: "site" }, shown(title)),
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": shown(title) },
      h(
        "table",
        {},
        h("caption", {}, shown(caption)),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, words.say("report.standing.site")),
            instrument.items.map((item) =>
              h(
                "th",
                { scope: "col", class: "number" },
                h("abbr", { title: shown(item.label) }, item.ordinal),
              ),
            ),
            h(
              "th",
              { scope: "col", class: "number" },
              words.say("report.standing.total_of", { most: highest(instrument) }),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          sites.map((site) =>
            h(
              "tr",
              {},
              h(
                "th",
                { scope: "row" },
                h("bdi", {}, shown(site.site)),
                site.date && h("span", { class: "where" }, ` ${site.date}`),
              ),
              site.items.map((item) =>
                h("td", { class: item.low ? "number low" : "number" }, item.mean ?? "–"),
              ),
              h("td", { class: "number" }, whole(site)),
            ),
          ),
          instrument.published.map((site) =>
            h(
              "tr",
              { class: "published" },
              h(
                "th",
                { scope: "row" },
                shown(site.label),
                h("span", { class: "where" }, ` ${words.say("report.standing.published_site")}`),
              ),
              instrument.items.map((item) => h("td", { class: "number" }, site.scores[item.iri] ?? "–")),
              h("td", { class: "number" }, site.total),
            ),
          ),
        ),
      ),
    ),
    h(
      "p",
      { class: "small" },
      `${shown(spelledOut(report))} `,
      instrument.items.map((item, at) => [at > 0 && ", ", h("b", {}, item.ordinal), ` ${shown(item.label)}`]),
    ),
    h(
      "p",
      { class: "caution" },
      shown(`${instrument.cautions.report[0] ?? ""} ${instrument.cautions.report[2] ?? ""}`),
    ),
  );
}
