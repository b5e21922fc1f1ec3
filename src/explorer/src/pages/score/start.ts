/** The beginning: what this is, what happens to answers, and a form that was filled in elsewhere. */

import { write } from "../../parts/address";
import { fill, h } from "../../parts/dom";
import { box } from "../../parts/fields";
import { shown } from "../../parts/links";
import { isEmpty } from "../../score/drafts";
import { highest, scores } from "../../score/measure";
import type { View } from "../page";
import { FILES, opener } from "./opening";
import { choose, erase, forget, isKept, keep, type State, stored } from "./state";

export function start(state: State): View {
  const { instrument, instruments } = state;
  const steps = scores(instrument);
  const begun = state.drafts.some((each) => !isEmpty(each));
  return {
    title: "Score my service",
    body: [
      h(
        "p",
        { class: "lead" },
        `Answer the ${instrument.items.length} items of the measure of ${shown(instrument.review_label)} for your service, `,
        `each from ${Math.min(...steps)} to ${Math.max(...steps)}. You see its scores beside the published sites, which items `,
        "are low, and what is known to help and to hinder there: on two pages to print.",
      ),
      h(
        "p",
        {},
        `It takes about twenty minutes. The total runs up to ${highest(instrument)}. Several raters can answer, on several days; `,
        "what nobody can say is left open, and does not count as nought.",
      ),
      instruments.length > 1 && chooser(state),
      h(
        "p",
        { class: "onward" },
        h(
          "a",
          { class: "main-button button", href: write("score", "service") },
          begun ? "Go on" : "Start now",
        ),
        begun && h("a", { href: write("score", "report") }, "To the scores"),
      ),
      h("h2", {}, "A form that you have filled in"),
      h(
        "p",
        { class: "hint" },
        `A form of this page or of the command line, with its action plan, if it has one. Several can be opened at once. ${FILES}`,
      ),
      opener(state),
      kept(state),
    ],
  };
}

function chooser(state: State): HTMLElement {
  const select = h(
    "select",
    { id: "measure-of", change: () => choose(select.value) },
    state.instruments.map(({ review, review_label }) =>
      h("option", { value: review, selected: review === state.instrument.review }, shown(review_label)),
    ),
  );
  return h("p", { class: "field" }, h("label", { for: "measure-of" }, "The measure of"), select);
}

/** What the browser keeps: to be agreed to, looked at, and erased. */
function kept(state: State): HTMLElement {
  const place = h("section", { class: "kept", "aria-labelledby": "kept-title" });
  const put = (said = ""): void => {
    const held = stored();
    fill(
      place,
      h("h2", { id: "kept-title" }, "What becomes of your answers"),
      h(
        "p",
        {},
        "They stay in this page and are sent to nobody. When you close it they are gone, unless you download them, or have them kept here:",
      ),
      box({
        id: "keep",
        label: "Keep my answers in this browser, so that I can go on later",
        hint: "Whoever uses this browser after you could read them. On a shared computer, leave this off.",
        checked: isKept(),
        change: (checked) => {
          if (!checked) erase();
          const done = !checked || keep(state);
          put(
            done
              ? checked
                ? "Your answers are kept from now on."
                : "Nothing is kept any more."
              : "This browser keeps nothing.",
          );
          document.getElementById("keep")?.focus();
        },
      }),
      h("p", { role: "status", class: "status" }, said),
      held !== null &&
        h(
          "details",
          {},
          h("summary", {}, "Look at what is kept"),
          h("pre", { tabindex: 0, "aria-label": "What is kept" }, shown(held.replace(/^\ufeff/, ""))),
        ),
      (held !== null || state.drafts.some((each) => !isEmpty(each))) &&
        h("p", {}, h("button", { type: "button", click: () => erased(state, put) }, "Erase all my answers")),
    );
  };
  put();
  return place;
}

function erased(state: State, put: (said: string) => void): void {
  if (!confirm("Erase all answers, here and in this browser?")) return;
  erase();
  forget(state);
  put("Erased: nothing of your answers is left here.");
}
