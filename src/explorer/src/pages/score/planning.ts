/** The action plan: what is agreed to do about each low item, by whom and until when. It is in the form, and comes back. */

import { thingAt, write } from "../../parts/address";
import { type Child, fill, h } from "../../parts/dom";
import { area } from "../../parts/fields";
import { shown } from "../../parts/links";
import { UNNAMED_SITE, Wrong } from "../../score/answering";
import { PLANNING } from "../../score/cells";
import { gathered, type Site } from "../../score/content";
import { isEmpty, sheetsOf } from "../../score/drafts";
import { score } from "../../score/phrases";
import { agree, agreed, type Field, mistakeIn, openLine } from "../../score/planning";
import type { PlannedAction } from "../../score/reading";
import { services } from "../../score/scoring";
import { plan } from "../../score/summary";
import { compared } from "../../score/text";
import type { View } from "../page";
import { problems } from "./opening";
import { changed, type State } from "./state";
import { onward, steps, whose } from "./steps";

/** Which fields are written in a few words. */
const SHORT: ReadonlySet<Field> = new Set(["owner", "by_when", "review_date"]);

export function planning(state: State): View {
  const { words } = state;
  const place = h("div", { class: "planning" });
  const also = new Set<string>(); // items that are not low, and that somebody wants to plan for
  const put = (): void => fill(place, made(state, also, put));
  put();
  return {
    title: words.say("report.plan.heading"),
    body: [steps("plan"), whose(state), place, onward("report", "Back to the scores")],
  };
}

function made(state: State, also: Set<string>, put: () => void): Child {
  const { instrument, words, drafts, current } = state;
  try {
    const site = siteOf(state);
    if (!site && drafts.every(isEmpty)) {
      return h(
        "p",
        {},
        "Nothing is answered yet. ",
        h("a", { href: write("score", "measure") }, "Begin with the measure"),
        ": then the low items stand here.",
      );
    }
    const wanted = [
      ...(site ? plan(site).map(([item]) => item.item) : []),
      ...instrument.items
        .map((item) => item.iri)
        .filter((iri) => also.has(iri) || agreed(drafts, current.site, iri).length),
    ];
    const listed = [...new Set(wanted)];
    return [
      h("p", {}, words.say("report.plan.intro")),
      h(
        "p",
        { class: "hint" },
        "The plan is in the form that you download: when you open that with the next answers, it stands here again. " +
          "It is of the latest day; what was agreed before stays in the form.",
      ),
      !site?.low.length && h("p", {}, words.say("report.low.none")),
      listed.map((iri) => one(state, site, iri)),
      another(state, listed, also, put),
    ];
  } catch (error) {
    if (error instanceof Wrong) return problems(error.problems);
    throw error;
  }
}

function siteOf({ instrument, words, drafts, current }: State): Site | undefined {
  const sheets = sheetsOf(instrument, words, drafts);
  if (!sheets.length) return undefined;
  const called = compared(current.site || UNNAMED_SITE);
  return gathered(instrument, words, services(instrument, sheets)).sites.find(
    (each) => compared(each.site) === called,
  );
}

/** An item, with its lines to be edited. */
function one(state: State, site: Site | undefined, iri: string): Child {
  const { instrument, words, drafts, current } = state;
  const item = instrument.items.find((each) => each.iri === iri);
  if (!item) return undefined;
  const result = site?.items.find((each) => each.item === iri);
  const lines = agreed(drafts, current.site, iri);
  if (!lines.length) lines.push(openLine(iri));
  const place = h("div", {});
  const keep = (): void => {
    agree(drafts, current, iri, lines);
    changed(state);
  };
  const put = (focus?: string): void => {
    fill(
      place,
      lines.map((line, at) =>
        edited(state, line, `plan-${item.ordinal}-${at}`, `${item.ordinal}. ${item.label}, ${at + 1}`, {
          set: (field, value) => {
            lines[at] = { ...(lines[at] ?? line), [field]: value };
            keep();
          },
          remove:
            lines.length > 1
              ? () => {
                  lines.splice(at, 1);
                  keep();
                  put(`more-${item.ordinal}`);
                }
              : undefined,
        }),
      ),
    );
    if (focus) document.getElementById(focus)?.focus();
  };
  put();
  return h(
    "section",
    { class: "planned" },
    h(
      "h2",
      {},
      `${item.ordinal}. `,
      h("a", { href: thingAt(item.influence) }, shown(item.label)),
      " ",
      result &&
        h("span", { class: "where" }, words.say("report.plan.score", { score: score(words, result) })),
    ),
    place,
    h(
      "button",
      {
        type: "button",
        id: `more-${item.ordinal}`,
        class: "quiet-button",
        click: () => {
          lines.push(openLine(iri));
          put(`plan-${item.ordinal}-${lines.length - 1}-action`);
        },
      },
      "Add an action",
    ),
  );
}

function edited(
  { words }: State,
  line: PlannedAction,
  id: string,
  name: string,
  { set, remove }: { set: (field: Field, value: string) => void; remove: (() => void) | undefined },
): HTMLElement {
  return h(
    "div",
    { class: "agreement", role: "group", "aria-label": shown(name) },
    PLANNING.map((field) =>
      area({
        id: `${id}-${field}`,
        label: words.say(`form.head.${field}`),
        value: line[field],
        rows: SHORT.has(field) ? 1 : 2,
        change: (value) => {
          const said = value.trim();
          const wrong = said ? mistakeIn(field, said) : null;
          if (wrong) return `${wrong.message} ${wrong.advice}`;
          set(field, said);
          return undefined;
        },
      }),
    ),
    remove && h("button", { type: "button", class: "quiet-button", click: remove }, "Remove this action"),
  );
}

/** Any other item can be planned for as well. */
function another(state: State, listed: readonly string[], also: Set<string>, put: () => void): Child {
  const left = state.instrument.items.filter((item) => !listed.includes(item.iri));
  if (!left.length) return undefined;
  const select = h(
    "select",
    {
      id: "another",
      change: () => {
        also.add(select.value);
        put();
      },
    },
    h("option", { value: "" }, "Choose an item …"),
    left.map((item) => h("option", { value: item.iri }, `${item.ordinal}. ${shown(item.label)}`)),
  );
  return h("p", { class: "field" }, h("label", { for: "another" }, "Plan for another item"), select);
}
