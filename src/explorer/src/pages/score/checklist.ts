/** The checklist: every facilitator and barrier, item by item, to be answered with yes or no; as many as one likes. */

import { type Child, h } from "../../parts/dom";
import { radios } from "../../parts/fields";
import { shown } from "../../parts/links";
import { type Placed, placed } from "../../score/drafts";
import type { Factor } from "../../score/measure";
import type { View } from "../page";
import { set } from "./measure";
import type { State } from "./state";
import { onward, steps, whose } from "./steps";

export function checklist(state: State): View {
  const { instrument, words } = state;
  const { factors } = placed(instrument, words);
  const of = new Map(instrument.factors.map((factor) => [factor.iri, factor]));
  const subjects = [...new Set(instrument.factors.map((factor) => factor.subject))];
  const numbers = new Map(instrument.items.map((item) => [item.influence, item]));
  return {
    title: "The checklist",
    body: [
      steps("checklist"),
      whose(state),
      h(
        "p",
        {},
        "Say what is so at your service, as far as you know it. What you tick comes first in the report, and is held against the scores. Answer as many as you like, or none.",
      ),
      h(
        "form",
        { class: "questions", submit: (event) => event.preventDefault() },
        subjects.map((subject, place) => {
          const mine = factors.filter(({ asked }) => of.get(asked.name)?.subject === subject);
          const item = numbers.get(subject);
          const label = item
            ? `${item.ordinal}. ${item.label}`
            : (of.get(mine[0]?.asked.name ?? "")?.subject_label ?? "");
          const first = !item && numbers.has(subjects[place - 1] ?? "");
          return [first && h("h2", {}, words.say("report.annex.others")), group(state, label, mine, of)];
        }),
        h(
          "div",
          { class: "below" },
          onward("report", "On to the scores", ["measure", "Back to the measure"]),
        ),
      ),
    ],
  };
}

function group(
  state: State,
  label: string,
  listed: readonly Placed[],
  of: ReadonlyMap<string, Factor>,
): HTMLElement {
  const { words, current } = state;
  const answered = h("span", { class: "quiet" });
  const count = (): void => {
    const done = listed.filter(({ id }) => current.answers.has(id)).length;
    answered.textContent = done ? ` ${done} of ${listed.length} answered` : ` ${listed.length}`;
  };
  count();
  const part = (helps: boolean): Child => {
    const some = listed.filter(({ asked }) => of.get(asked.name)?.helps === helps);
    if (!some.length) return undefined;
    return h(
      "div",
      {
        class: "ticks",
        role: "group",
        "aria-label": words.say(helps ? "form.head.helps" : "form.head.hinders"),
      },
      h("p", { class: "list-title" }, words.say(helps ? "form.head.helps" : "form.head.hinders")),
      some.map(({ asked, id, question }) =>
        radios({
          id: `factor-${asked.name.split("/").slice(-3).join("-")}`,
          legend: shown(of.get(asked.name)?.label ?? question.text),
          name: question.text,
          choices: [
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
            { value: "", label: "Not known" },
          ],
          value: current.answers.get(id) ?? "",
          class: "tick",
          change: (value) => {
            set(state, id, value);
            count();
          },
        }),
      ),
    );
  };
  const open = listed.some(({ id }) => current.answers.has(id));
  return h(
    "details",
    { class: "group", open },
    h("summary", {}, h("b", {}, shown(label)), answered),
    part(false),
    part(true),
  );
}
