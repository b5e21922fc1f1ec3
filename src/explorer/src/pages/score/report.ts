/** Scores and report: computed here from the very file that can be taken away, and made to be printed. */

import { thingAt, write } from "../../parts/address";
import { type Child, fill, h } from "../../parts/dom";
import { hand } from "../../parts/download";
import { box } from "../../parts/fields";
import { shown } from "../../parts/links";
import { Wrong } from "../../score/answering";
import { gathered, type Report, type Site } from "../../score/content";
import { isEmpty, sheetsOf } from "../../score/drafts";
import { heading, scored, TO } from "../../score/phrases";
import { services, unnamed } from "../../score/scoring";
import type { View } from "../page";
import { agreed, begin } from "./begin";
import { problems } from "./opening";
import { standing } from "./standing";
import { file, type State } from "./state";
import { steps } from "./steps";

const PAGES = 2; // of each site
const [WIDTH, HEIGHT] = [182, 275]; // of what can be printed on A4, in millimetres

export function report(state: State): View {
  const place = h("div", { class: "report" });
  const put = (): void => {
    fill(place, made(state));
    queueMicrotask(() => place.querySelectorAll<HTMLElement>(".sheet").forEach(fitted));
  };
  put();
  return { title: "Scores and report", body: [steps("report"), tools(state, put), place] };
}

/** Each page has to keep to its page, however much is answered: on paper, it is made smaller if need be. */
function fitted(sheet: HTMLElement): void {
  const copy = sheet.cloneNode(true) as HTMLElement;
  copy.classList.add("measuring");
  copy.setAttribute("aria-hidden", "true");
  document.body.append(copy);
  const [tall, wide] = [copy.scrollHeight, copy.clientWidth];
  copy.remove();
  const room = (wide * HEIGHT) / WIDTH;
  if (tall > room) sheet.style.setProperty("--fit", String(Math.floor((100 * room) / tall) / 100));
}

function tools(state: State, put: () => void): HTMLElement {
  if (state.drafts.every(isEmpty)) return h("div", {});
  return h(
    "div",
    { class: "actions" },
    h(
      "p",
      { class: "onward" },
      h("button", { type: "button", class: "main-button", click: () => print() }, "Print the report"),
      h(
        "button",
        {
          type: "button",
          click: () => {
            hand(named(state), file(state), "text/csv");
            state.fresh = false;
          },
        },
        "Download the answers",
      ),
    ),
    h(
      "p",
      { class: "hint" },
      "The file is the form that ",
      h("code", {}, "determinants score"),
      " and ",
      h("code", {}, "determinants report"),
      " read, and that can be opened here again. To print as PDF, choose that as the printer.",
    ),
    box({
      id: "unnamed",
      label: "Number the raters instead of naming them",
      hint: "In a small team, a name tells who said what.",
      checked: state.unnamed,
      change: (checked) => {
        state.unnamed = checked;
        put();
      },
    }),
  );
}

function named({ current }: State): string {
  return `${["answers", current.site, current.date].filter(Boolean).join("-")}.csv`;
}

function made(state: State): Child {
  const { instrument, words, drafts } = state;
  try {
    const sheets = sheetsOf(instrument, words, drafts);
    if (!sheets.length) {
      return h(
        "p",
        {},
        "Nothing is answered yet. ",
        h("a", { href: write("score", "measure") }, "Begin with the measure"),
        ".",
      );
    }
    const found = gathered(
      instrument,
      words,
      services(instrument, state.unnamed ? unnamed(sheets, words) : sheets),
    );
    return found.sites.map((site) => pages(found, site));
  } catch (error) {
    if (error instanceof Wrong) return problems(error.problems);
    throw error;
  }
}

function pages(report: Report, site: Site): Child {
  const { words } = report;
  const about = [site.site, site.date].filter(Boolean).map(shown).join(" · ");
  const sheet = (number: number, ...children: readonly Child[]): HTMLElement =>
    h(
      "section",
      { class: "sheet" },
      h("p", { class: "running" }, h("span", {}, shown(heading(report))), h("bdi", {}, about)),
      children,
      h(
        "p",
        { class: "running foot" },
        h("span", {}, byLine(report)),
        h("span", {}, words.say("report.page", { page: number, pages: PAGES })),
      ),
    );
  return [
    sheet(
      1,
      h("h2", { class: "site" }, h("bdi", {}, shown(site.site))),
      h("p", { class: "head" }, `${shown(heading(report))} · `, h("bdi", {}, shown(scored(words, site)))),
      h("h3", { class: "part" }, words.say("report.standing.heading")),
      standing(report, site),
    ),
    sheet(2, h("h2", { class: "part" }, words.say("report.begin.heading")), begin(report, site)),
    agreed(report, site),
    annex(report, site),
  ];
}

function byLine({ instrument, words }: Report): string {
  return words.say("report.annex.by_line", { version: instrument.version });
}

/** The annex is pages: what stands behind each low item, and what raters noted. */
function annex(report: Report, site: Site): HTMLElement {
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
