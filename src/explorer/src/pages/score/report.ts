/** Scores and report: computed here from the very file that can be taken away, and made to be printed. */

import { write } from "../../parts/address";
import { type Child, fill, h } from "../../parts/dom";
import { hand } from "../../parts/download";
import { box } from "../../parts/fields";
import { shown } from "../../parts/links";
import { Wrong } from "../../score/answering";
import { gathered, type Report, type Site } from "../../score/content";
import { isEmpty, sheetsOf } from "../../score/drafts";
import { heading, scored } from "../../score/phrases";
import { services, unnamed } from "../../score/scoring";
import type { View } from "../page";
import { annex } from "./annex";
import { agreed, begin } from "./begin";
import { compared } from "./compared";
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
      h("a", { href: write("score", "plan") }, "Agree on what to do"),
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
    state.aside.length > 0 &&
      h(
        "p",
        { class: "hint", role: "status" },
        `Not read, as they have no columns 'question' and 'answer': ${shown(state.aside.join(", "))}.`,
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
    return [found.sites.length > 1 && compared(found), found.sites.map((site) => pages(found, site))];
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
        h("span", {}, shown(byLine(report))),
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
