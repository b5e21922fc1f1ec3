/** The way through the form: five steps, each with an address, in any order. */

import { write } from "../../parts/address";
import { type Child, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { State } from "./state";

const STEPS = [
  ["service", "Your service"],
  ["measure", "The measure"],
  ["checklist", "The checklist"],
  ["report", "Scores and report"],
  ["plan", "Action plan"],
] as const;

export type Step = (typeof STEPS)[number][0];

/** Where one is, and what else there is. */
export function steps(at: Step): HTMLElement {
  return h(
    "nav",
    { class: "steps", "aria-label": "Steps" },
    h(
      "ol",
      {},
      STEPS.map(([name, label]) =>
        h(
          "li",
          {},
          h("a", { href: write("score", name), "aria-current": name === at ? "step" : undefined }, label),
        ),
      ),
    ),
  );
}

/** Whose answers these are. */
export function whose({ drafts, current }: State): Child {
  const said = [current.site || "Our service", current.date, current.rater]
    .filter(Boolean)
    .map(shown)
    .join(" · ");
  const link = h(
    "a",
    { href: write("score", "service") },
    drafts.length > 1 ? "choose another rater or day" : "change",
  );
  return h("p", { class: "whose" }, h("bdi", {}, said), " ", h("span", { class: "quiet" }, "(", link, ")"));
}

/** The way on. */
export function onward(name: Step, label: string, other?: readonly [Step, string]): HTMLElement {
  return h(
    "p",
    { class: "onward" },
    h("a", { class: "main-button button", href: write("score", name) }, label),
    other && h("a", { href: write("score", other[0]) }, other[1]),
  );
}
