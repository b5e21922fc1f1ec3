/** The first page of the report: where the service stands, what changed, and what is not known. */

import { thingAt } from "../../parts/address";
import { type Child, h, s } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { ItemResult, Report, Site } from "../../score/content";
import { type History, history, type Line } from "../../score/history";
import { highest, lowest } from "../../score/measure";
import { bounds, compared, experience, score, spelledOut } from "../../score/phrases";
import { headline, lead, place, scale, shortened, strip, stripInWords, unknown } from "../../score/summary";

export function standing(report: Report, site: Site): Child {
  const { instrument, words } = report;
  const past = history(report, site);
  const open = unknown(report, site);
  const small = (text: string): Child => text && h("p", { class: "small" }, shown(text));
  return [
    headline(report, site).map(([big, said], at) =>
      h(
        "p",
        { class: at ? "total more" : "total" },
        big && h("strong", {}, big),
        big && " ",
        h("bdi", {}, shown(said)),
      ),
    ),
    h("p", {}, shown(lead(report, site)), " ", site.agreement),
    line(report, site),
    profile(report, site, past),
    h(
      "p",
      { class: "small" },
      instrument.anchors.map((anchor, at) => [
        at > 0 && "; ",
        h("b", {}, anchor.score),
        `: ${shown(anchor.meaning)}`,
      ]),
      `. ${shown(spelledOut(report))}`,
    ),
    past ? small(`${sinceWhen(report, past)} ${past.told}`) : small(words.say("report.change.once")),
    compared(words, site).map(small),
    open.length > 0 && [
      h("h3", {}, words.say("report.unknown.heading")),
      h(
        "ul",
        { class: "plain" },
        open.map((sentence) => h("li", {}, shown(sentence))),
      ),
    ],
    h(
      "p",
      { class: "caution" },
      shown(instrument.cautions.report[0] ?? ""),
      (site.raters.length > 1 || site.total === null) && ` ${shown(instrument.cautions.report[2] ?? "")}`,
    ),
  ];
}

function sinceWhen({ words }: Report, past: History): string {
  const after = past.days.at(-1)?.date ?? "";
  return words.say("report.change.days", {
    count: past.days.length + past.earlier,
    first: past.first,
    before: past.before,
    after,
  });
}

/** The totals on a line: the published ones, and one's own. */
function line(report: Report, site: Site): HTMLElement {
  const { instrument } = report;
  const short = shortened(instrument.published.map((each) => each.label));
  const between = bounds(site);
  const at = (element: HTMLElement, left: number, width?: number): HTMLElement => {
    element.style.left = `${left}%`;
    if (width !== undefined) element.style.width = `${width}%`;
    return element;
  };
  return h(
    "div",
    { class: "strip", role: "img", "aria-label": shown(stripInWords(report, site)) },
    h("span", { class: "end" }, lowest(instrument)),
    strip(report).map(([total, labels]) =>
      at(
        h(
          "span",
          { class: "other" },
          labels.map((label) => shown(short.get(label) ?? "")).join(" "),
          h("br"),
          total,
        ),
        place(report, total),
      ),
    ),
    between &&
      at(
        h("span", { class: "range" }),
        place(report, between[0]),
        place(report, between[1]) - place(report, between[0]),
      ),
    site.total !== null && at(h("span", { class: "own" }, "◆"), place(report, site.total)),
    h("span", { class: "end last" }, highest(instrument)),
  );
}

function profile(report: Report, site: Site, past: History | null): HTMLElement {
  const { instrument, words } = report;
  const short = shortened(instrument.published.map((each) => each.label));
  const own = site.raters.length > 1 ? "own_raters" : site.raters.length ? "own" : "own_none";
  const published = words.say("report.standing.published", { review: instrument.review_label });
  return h(
    "table",
    { class: past ? "profile moved" : "profile" },
    h(
      "caption",
      {},
      `${words.say(`report.standing.${own}`)}; `,
      instrument.published.map(({ label }, at) => [
        at > 0 && ", ",
        h("b", {}, shown(short.get(label) ?? "")),
        ` ${shown(label)}`,
      ]),
      shown(` (${published}). ${experience(report)}`),
    ),
    h(
      "colgroup",
      {},
      h("col", { class: "at" }),
      h("col", { class: "item" }),
      instrument.anchors.map(() => h("col")),
      h("col", { class: "sum" }),
      past && [h("col", { class: "by" }), h("col", { class: "drawn" })],
    ),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", colspan: 2 }, words.say("report.standing.item")),
        instrument.anchors.map((anchor) => h("th", { scope: "col", class: "point" }, anchor.score)),
        h("th", { scope: "col", class: "sum" }, words.say("report.standing.score")),
        past && h("th", { scope: "col", class: "by" }, words.say("report.change.word")),
        past && h("th", { scope: "col", class: "drawn" }, words.say("report.change.drawn")),
      ),
    ),
    h(
      "tbody",
      {},
      site.items.map((item, at) => row(report, item, short, past?.lines[at])),
      past && whole(report, past),
    ),
  );
}

function row(
  report: Report,
  item: ItemResult,
  short: ReadonlyMap<string, string>,
  past: Line | undefined,
): HTMLElement {
  const { words } = report;
  return h(
    "tr",
    {},
    h("td", { class: "at" }, item.ordinal),
    h("th", { scope: "row" }, h("a", { href: thingAt(item.influence) }, shown(item.label))),
    scale(report, item).map((point) =>
      h(
        "td",
        { class: point.own.length ? "point here" : "point" },
        point.own.map((rater) =>
          h(
            "b",
            { title: shown(rater) || undefined },
            "◆",
            h("span", { class: "unseen" }, words.say("report.standing.own").replace("◆", "")),
          ),
        ),
        " ",
        point.published.map((label) => [
          h("abbr", { title: shown(label) }, shown(short.get(label) ?? "")),
          " ",
        ]),
      ),
    ),
    h(
      "td",
      { class: "sum" },
      score(words, item),
      item.low && [" ", h("b", {}, words.say("report.low.word"))],
    ),
    past && drawn(past),
  );
}

function whole({ instrument }: Report, past: History): HTMLElement | undefined {
  const last = past.lines.at(-1);
  return (
    last &&
    h(
      "tr",
      { class: "whole" },
      h("td", {}),
      h("th", { scope: "row" }, last.label),
      h("td", { class: "point", colspan: instrument.anchors.length }),
      h("td", { class: "sum" }, last.values.at(-1)),
      drawn(last),
    )
  );
}

function drawn(past: Line): Child {
  const said = past.values.map((value) => value || "–").join(", ");
  return [
    h("td", { class: "by" }, past.change || "–"),
    h(
      "td",
      { class: "drawn" },
      s(
        "svg",
        { viewBox: "0 0 120 20", role: "img", "aria-label": said },
        s("path", { class: "ground", d: "M3 17H117" }),
        s("path", { class: "trace", d: past.path || "M0 0" }),
        past.last && s("circle", { cx: past.last[0], cy: past.last[1], r: 2.6 }),
      ),
    ),
  ];
}
