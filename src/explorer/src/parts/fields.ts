/** Fields of a form: each with its name and hint for screen readers, and errors told together, and at their field. */

import { type Child, fill, h } from "./dom";

/** What is wrong with a field, by its id. */
export interface Mistake {
  readonly field: string;
  readonly message: string;
}

export interface TextField {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly size?: "whole-line" | "day";
  readonly autocomplete?: string;
  readonly change: (value: string) => void;
}

/** A text on one line. */
export function textField(of: TextField, mistakes: readonly Mistake[] = []): HTMLElement {
  const wrong = mistakes.find((mistake) => mistake.field === of.id);
  const described = [of.hint && `${of.id}-hint`, wrong && `${of.id}-wrong`].filter(Boolean).join(" ");
  const input = h("input", {
    id: of.id,
    name: of.id,
    type: "text",
    value: of.value,
    class: of.size ?? "whole-line",
    autocomplete: of.autocomplete ?? "off",
    "aria-describedby": described || undefined,
    "aria-invalid": wrong ? "true" : undefined,
    input: () => of.change(input.value),
  });
  return h(
    "div",
    { class: wrong ? "field field-wrong" : "field" },
    h("label", { for: of.id }, of.label),
    of.hint && h("p", { class: "hint", id: `${of.id}-hint` }, of.hint),
    wrong && told(of.id, wrong),
    input,
  );
}

function told(id: string, wrong: Mistake): HTMLElement {
  return h(
    "p",
    { class: "error", id: `${id}-wrong` },
    h("span", { class: "unseen" }, "Error: "),
    wrong.message,
  );
}

export interface Choice {
  readonly value: string;
  readonly label: Child;
  readonly hint?: string;
}

export interface Radios {
  readonly id: string;
  /** What is asked, as it stands above the choices. */
  readonly legend: Child;
  /** What is asked, in full, where the legend is shorter. */
  readonly name?: string;
  readonly above?: Child;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly class?: string;
  readonly change: (value: string) => void;
}

/** One of several choices. */
export function radios(of: Radios): HTMLFieldSetElement {
  return h(
    "fieldset",
    { class: `radios ${of.class ?? ""}`, id: of.id, "aria-label": of.name },
    h("legend", {}, of.legend),
    of.above,
    of.choices.map((choice, at) => {
      const id = `${of.id}-${at}`;
      const input = h("input", {
        type: "radio",
        id,
        name: of.id,
        value: choice.value,
        checked: choice.value === of.value,
        "aria-describedby": choice.hint ? `${id}-hint` : undefined,
        change: () => of.change(choice.value),
      });
      const hint = choice.hint && h("span", { class: "hint", id: `${id}-hint` }, choice.hint);
      return h("div", { class: "choice" }, input, h("label", { for: id }, choice.label), hint);
    }),
  );
}

export interface Box {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
}

/** Something to be ticked. */
export function box(of: Box): HTMLElement {
  const input = h("input", {
    type: "checkbox",
    id: of.id,
    checked: of.checked,
    "aria-describedby": of.hint ? `${of.id}-hint` : undefined,
    change: () => of.change(input.checked),
  });
  const hint = of.hint && h("span", { class: "hint", id: `${of.id}-hint` }, of.hint);
  return h("div", { class: "choice box" }, input, h("label", { for: of.id }, of.label), hint);
}

/** A text of several lines, or of one that grows. */
export function area(of: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly rows?: number;
  readonly change: (value: string) => string | undefined;
}): HTMLElement {
  const place = h("div", { "aria-live": "polite" });
  const input = h("textarea", {
    id: of.id,
    rows: of.rows ?? 3,
    "aria-describedby": `${of.id}-wrong`,
    change: () => {
      const wrong = of.change(input.value);
      input.toggleAttribute("aria-invalid", false);
      if (wrong) input.setAttribute("aria-invalid", "true");
      fill(place, wrong && told(of.id, { field: of.id, message: wrong }));
    },
  });
  input.value = of.value;
  return h("div", { class: "field" }, h("label", { for: of.id }, of.label), place, input);
}

/** Everything that is wrong, above the form; each leads to its field. */
export function summary(mistakes: readonly Mistake[]): HTMLElement {
  const title = h("h2", { id: "wrong-title" }, "There is a problem");
  const whole = h(
    "div",
    { class: "error-summary", role: "alert", tabindex: -1, "aria-labelledby": "wrong-title" },
    title,
    h(
      "ul",
      {},
      mistakes.map((mistake) =>
        h(
          "li",
          {},
          h("a", { href: `#${mistake.field}`, click: (event) => led(event, mistake.field) }, mistake.message),
        ),
      ),
    ),
  );
  queueMicrotask(() => whole.focus());
  return whole;
}

function led(event: Event, field: string): void {
  event.preventDefault(); // the address after the hash is the page's own
  document.getElementById(field)?.focus();
}

/** Choices that a narrow window folds away until they are wanted; one that was made is never hidden. */
export function folded(title: string, made: number, ...choices: readonly Child[]): HTMLElement {
  const open = made > 0 || unfolded.has(title) || matchMedia("(min-width: 641px)").matches;
  const said = made > 0 ? `${title} (${made} chosen)` : title;
  const fold = h("details", { class: "choices", open }, h("summary", {}, said), choices);
  fold.addEventListener("toggle", () => (fold.open ? unfolded.add(title) : unfolded.delete(title)));
  return fold;
}

/** What a reader has unfolded, which stays so when a choice makes the page anew. */
const unfolded = new Set<string>();
