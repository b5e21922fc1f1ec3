/** The second page of the report: where to begin, with what stands in the way and what helps. */

import { thingAt } from "../../parts/address";
import { type Child, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { Report, Site, Ticked } from "../../score/content";
import { score } from "../../score/phrases";
import { elsewhere, few, later, mapped, plan, type Some, type Start, start } from "../../score/summary";
import type { Words } from "../../score/words";

export function begin(report: Report, site: Site): Child {
  const { instrument, words } = report;
  const first = start(report, site);
  const more = later(site);
  const also = elsewhere(words, site);
  const loose = site.others.filter((each) => each.atIssue);
  const cautions = [
    first.length ? words.say("report.begin.key") : "",
    instrument.cautions.report[1] ?? "",
    first.length ? words.say("report.caution.opinion") : "",
    mapped(report, site),
  ];
  return [
    first.length ? first.map((each) => article(words, each)) : h("p", {}, words.say("report.low.none")),
    more.length > 0 &&
      h(
        "p",
        { class: "small" },
        `${words.say("report.begin.later")} `,
        more.map((item, at) => [
          h("a", { href: thingAt(item.influence) }, shown(item.label)),
          ` (${score(words, item)})${at < more.length - 1 ? "; " : "."}`,
        ]),
      ),
    also.length > 0 &&
      h(
        "p",
        { class: "small" },
        h("b", {}, `${words.say("report.begin.elsewhere")}.`),
        also.map(([item, found]) => ` ${shown(item.label)}: ${shown(found)}.`),
      ),
    loose.length > 0 &&
      h(
        "p",
        { class: "small" },
        h("b", {}, `${words.say("report.begin.loose")}.`),
        ` ${shown(few(words, loose))}.`,
      ),
    site.conditions.length > 0 &&
      h(
        "p",
        { class: "small" },
        site.conditions.map((arrangement) =>
          shown(`${words.say("report.begin.arranged", { arrangement })} `),
        ),
      ),
    h("p", { class: "caution" }, shown(cautions.filter(Boolean).join(" "))),
  ];
}

function article(
  words: Words,
  { item, higher, barriers, facilitators, strategies, domains }: Start,
): HTMLElement {
  return h(
    "article",
    { class: "begin" },
    h(
      "h3",
      {},
      `${item.ordinal}. `,
      h("a", { href: thingAt(item.influence) }, shown(item.label)),
      " ",
      h("span", { class: "where" }, higher),
    ),
    h(
      "div",
      { class: "two" },
      h("div", {}, factors(words, barriers, "report.begin.barriers")),
      h("div", {}, factors(words, facilitators, "report.begin.facilitators")),
    ),
    h(
      "p",
      {},
      strategies && [h("b", {}, `${words.say("report.begin.strategies")}.`), ` ${shown(strategies)} `],
      h("b", {}, `${words.say("report.begin.domains")}.`),
      domains.length ? ` ${shown(domains.join(". "))}.` : ` ${words.say("report.begin.unmapped")}`,
    ),
  );
}

function factors(words: Words, some: Some, title: string): Child {
  return [
    h(
      "table",
      { class: "few" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, words.say(title)),
          h("th", { scope: "col", class: "number" }, words.say("report.begin.studies")),
        ),
      ),
      h(
        "tbody",
        {},
        some.shown.map(({ ticked, publications }) =>
          h(
            "tr",
            { class: ticked.atIssue ? "issue" : undefined },
            h("td", {}, factor(words, ticked)),
            h(
              "td",
              { class: "number" },
              publications === null ? "" : publications || words.say("report.begin.no_studies"),
            ),
          ),
        ),
      ),
    ),
    some.rest && h("p", { class: "where" }, some.rest),
  ];
}

function factor(words: Words, { factor: of, tick }: Ticked): Child {
  return [
    h("a", { href: thingAt(of.iri) }, shown(of.label), !of.reviewed && ["\u00a0", h("sup", {}, "+")]),
    tick === "raters differ" && [" ", h("em", {}, `(${words.say("report.differ")})`)],
  ];
}

/** What was agreed to do, where anything was. */
export function agreed(report: Report, site: Site): Child {
  const { words } = report;
  const lines = plan(site).flatMap(([item, some]) => some.map((line) => [item, line] as const));
  if (!lines.length) return undefined;
  const fields = ["action", "owner", "by_when", "measure", "review_date"] as const;
  return h(
    "section",
    { class: "sheet" },
    h("h2", {}, words.say("report.plan.heading")),
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": words.say("report.plan.heading") },
      h(
        "table",
        { class: "plan" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["item", ...fields].map((field) => h("th", { scope: "col" }, words.say(`form.head.${field}`))),
          ),
        ),
        h(
          "tbody",
          {},
          lines.map(([item, line]) =>
            h(
              "tr",
              {},
              h(
                "th",
                { scope: "row" },
                `${item.ordinal}. ${shown(item.label)}`,
                " ",
                h("span", { class: "where" }, words.say("report.plan.score", { score: score(words, item) })),
              ),
              fields.map((field) => h("td", { dir: "auto" }, shown(line[field]))),
            ),
          ),
        ),
      ),
    ),
  );
}
