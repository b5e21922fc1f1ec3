/** The measure as a form: each item with what to weigh, and how things are arranged where that matters. */

import { type Child, fill, h } from "../../parts/dom";
import { area, radios } from "../../parts/fields";
import { shown } from "../../parts/links";
import { mistakeInNote, type Placed, placed } from "../../score/drafts";
import { speltOut } from "../../score/form";
import type { View } from "../page";
import { changed, type State } from "./state";
import { onward, steps, whose } from "./steps";

const OPEN = "";

export function measure(state: State): View {
  const { instrument, words, current } = state;
  const { items, conditions } = placed(instrument, words);
  const texts = speltOut(
    items.flatMap(({ question }) => [question.about, question.text]),
    instrument.abbreviations,
  );
  const progress = h("p", { class: "progress", role: "status" });
  const count = (): void => {
    const done = items.filter(({ id }) => current.answers.has(id)).length;
    fill(progress, `${done} of ${items.length} items answered`);
  };
  count();
  return {
    title: "The measure",
    body: [
      steps("measure"),
      whose(state),
      h(
        "p",
        {},
        "For each item, weigh what helps and what hinders, think of your service, and choose the answer that fits. Leave open what nobody can say.",
      ),
      h(
        "form",
        { class: "questions", submit: (event) => event.preventDefault() },
        items.map((item, at) =>
          question(state, item, at, texts[2 * at] ?? "", texts[2 * at + 1] ?? "", count),
        ),
        conditions.length > 0 && h("h2", {}, "How things are arranged"),
        conditions.length > 0 &&
          h(
            "p",
            { class: "hint" },
            "On this depends where in the CFIR an item belongs. It does not change the scores.",
          ),
        conditions.map((condition, at) => arranged(state, condition, at)),
        h(
          "div",
          { class: "below" },
          progress,
          onward("checklist", "On to the checklist", ["report", "Straight to the scores"]),
        ),
      ),
    ],
  };
}

function question(
  state: State,
  { id, question }: Placed,
  at: number,
  about: string,
  text: string,
  count: () => void,
): HTMLElement {
  const { current } = state;
  return h(
    "div",
    { class: "question" },
    radios({
      id: `item-${at}`,
      legend: [h("span", { class: "about" }, shown(about)), " ", h("span", { class: "asks" }, shown(text))],
      above: weighed(state, question.helps, question.hinders),
      choices: [
        ...question.choices.map(({ answer, meaning }) => ({
          value: answer,
          label: [h("b", {}, answer), " ", shown(meaning)],
        })),
        { value: OPEN, label: h("span", { class: "quiet" }, "Nobody can say") },
      ],
      value: current.answers.get(id),
      class: "scale",
      change: (value) => {
        set(state, id, value);
        count();
      },
    }),
    noted(state, id, `item-${at}-note`),
  );
}

/** What has to be weighed, as two lists. */
function weighed(state: State, helps: readonly string[], hinders: readonly string[]): Child {
  const { words } = state;
  if (!helps.length && !hinders.length) return undefined;
  const list = (title: string, listed: readonly string[]): HTMLElement =>
    h(
      "div",
      {},
      h("p", { class: "list-title" }, title),
      h(
        "ul",
        {},
        listed.map((each) => h("li", {}, shown(each))),
      ),
    );
  return h(
    "details",
    { class: "weigh" },
    h("summary", {}, `What helps (${helps.length}) and what hinders (${hinders.length})`),
    h(
      "div",
      { class: "two" },
      list(words.say("form.head.helps"), helps),
      list(words.say("form.head.hinders"), hinders),
    ),
  );
}

function arranged(state: State, { id, question }: Placed, at: number): HTMLElement {
  return radios({
    id: `condition-${at}`,
    legend: h("span", { class: "asks" }, shown(question.text)),
    choices: [
      ...question.choices.map(({ answer, meaning }) => ({ value: answer, label: shown(meaning || answer) })),
      { value: OPEN, label: h("span", { class: "quiet" }, "Nobody can say") },
    ],
    value: state.current.answers.get(id),
    class: "question",
    change: (value) => set(state, id, value),
  });
}

/** Take an answer, or take it back. */
export function set(state: State, id: string, value: string): void {
  if (value === OPEN) state.current.answers.delete(id);
  else state.current.answers.set(id, value);
  changed(state);
}

function noted(state: State, id: string, field: string): HTMLElement {
  const { notes } = state.current;
  const change = (value: string): string | undefined => {
    const wrong = value.trim() ? mistakeInNote(value) : null;
    if (wrong) return `The note: ${wrong.message} ${wrong.advice}`;
    if (value.trim()) notes.set(id, value.trim());
    else notes.delete(id);
    changed(state);
    return undefined;
  };
  return h(
    "details",
    { class: "noted", open: notes.has(id) },
    h("summary", {}, "Add a note"),
    area({ id: field, label: "What others should know about this", value: notes.get(id) ?? "", change }),
  );
}
