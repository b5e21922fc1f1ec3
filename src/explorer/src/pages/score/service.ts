/** Whose answers these are: the service, the day and the rater; and all that were given so far. */

import { go, write } from "../../parts/address";
import { type Child, fill, h } from "../../parts/dom";
import { type Mistake, summary, textField } from "../../parts/fields";
import { shown } from "../../parts/links";
import { day } from "../../score/cells";
import { type Draft, isEmpty, mistakes } from "../../score/drafts";
import type { View } from "../page";
import { begun, changed, type State } from "./state";
import { steps } from "./steps";

const CALLED: Readonly<Record<string, string>> = {
  site: "The name of the service",
  date: "The day",
  rater: "The name of the rater",
};

export function service(state: State): View {
  const place = h("div", {});
  const put = (wrong: readonly Mistake[] = []): void =>
    fill(place, form(state, wrong, put), listed(state, put));
  put();
  return { title: "Your service", body: [steps("service"), place] };
}

type Put = (wrong?: readonly Mistake[]) => void;

function form(state: State, wrong: readonly Mistake[], put: Put): Child {
  const { current } = state;
  const set = (field: "site" | "date" | "rater") => (value: string) => {
    current[field] = value.trim();
    changed(state);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const still = found(state);
    if (still.length) put(still);
    else {
      const read = day(current.date);
      if (typeof read === "string") current.date = read;
      changed(state);
      go(write("score", "measure"));
    }
  };
  return [
    wrong.length > 0 && summary(wrong),
    h(
      "form",
      { class: "questions", novalidate: true, submit },
      textField(
        { id: "site", label: "What is your service called?", value: current.site, change: set("site") },
        wrong,
      ),
      textField(
        {
          id: "rater",
          label: "Who answers?",
          hint: "A name, if several people answer: each gives answers of their own. It may stay empty.",
          value: current.rater,
          change: set("rater"),
        },
        wrong,
      ),
      textField(
        {
          id: "date",
          label: "On which day?",
          hint: "For example 2026-01-31 or 31.1.2026",
          value: current.date,
          size: "day",
          change: set("date"),
        },
        wrong,
      ),
      h("p", { class: "onward" }, h("button", { type: "submit", class: "main-button" }, "Continue")),
    ),
  ];
}

function found(state: State): Mistake[] {
  return mistakes(state.drafts, state.current).map(({ column, rule, message, advice }) => ({
    field: column,
    message:
      rule === "answered-twice"
        ? `${sentence(message)} ${advice}`
        : `${CALLED[column] ?? column}: ${message} ${advice}`,
  }));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** All answers that were given, rater by rater and day by day. */
function listed(state: State, put: Put): Child {
  const more = (): void => {
    state.current = begun(state.current);
    state.drafts = [...state.drafts, state.current];
    put();
    document.getElementById("rater")?.focus();
  };
  return h(
    "section",
    { class: "answers" },
    h("h2", {}, "Raters and days"),
    h(
      "div",
      { class: "wide", role: "region", tabindex: 0, "aria-label": "Raters and days" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ["Service", "Day", "Rater", "Items answered", ""].map(head))),
        h(
          "tbody",
          {},
          state.drafts.map((draft) => line(state, draft, put)),
        ),
      ),
    ),
    h("p", {}, h("button", { type: "button", click: more }, "Add a rater or a day")),
  );
}

function head(label: string): HTMLElement {
  return label ? h("th", { scope: "col" }, label) : h("td", {});
}

function line(state: State, draft: Draft, put: Put): HTMLElement {
  const called = [draft.site || "Our service", draft.date, draft.rater].filter(Boolean).join(", ");
  const answered = state.instrument.items.filter((item) => draft.answers.has(`item ${item.iri}`)).length;
  const remove = (): void => {
    if (!isEmpty(draft) && !confirm(`Remove the answers of ${called}?`)) return;
    state.drafts = state.drafts.filter((each) => each !== draft);
    if (!state.drafts.length) state.drafts = [begun()];
    if (state.current === draft) state.current = state.drafts[0] ?? begun();
    changed(state);
    put();
  };
  const edit = (): void => {
    state.current = draft;
    put();
    document.getElementById("site")?.focus();
  };
  const here = draft === state.current;
  return h(
    "tr",
    { class: here ? "here" : undefined },
    h("th", { scope: "row" }, h("bdi", {}, shown(draft.site || "Our service"))),
    h("td", {}, shown(draft.date)),
    h("td", {}, h("bdi", {}, shown(draft.rater))),
    h("td", {}, `${answered} of ${state.instrument.items.length}`),
    h(
      "td",
      { class: "buttons" },
      here
        ? h("span", { class: "quiet" }, "being edited")
        : h("button", { type: "button", "aria-label": `Edit the answers of ${called}`, click: edit }, "Edit"),
      h(
        "button",
        { type: "button", "aria-label": `Remove the answers of ${called}`, click: remove },
        "Remove",
      ),
    ),
  );
}
