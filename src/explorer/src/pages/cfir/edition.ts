/** An edition as a tree, beside what is known of the place in it that is chosen. */

import { type Cfir, type Edition, type Element, NO_REVIEW, placeIn, up, whole } from "../../cfir/tree";
import { BASE, path } from "../../data/terms";
import { go, write } from "../../parts/address";
import { type Child, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { View } from "../page";
import { place } from "./place";
import { at, HELPS, HINDERS, isEmpty, type Known, reviewAt, type Wanted } from "./wanted";

export function edition(known: Known, wanted: Wanted): View {
  const { cfir } = known;
  const iri = BASE + wanted.about;
  const element = cfir.elements.get(iri);
  const here =
    cfir.editions.find((each) => each.iri === (element?.framework ?? iri)) ??
    cfir.editions.at(-1) ??
    cfir.editions[0];
  if (!here) {
    return { title: "The CFIR", body: undefined };
  }
  stay();
  return {
    title: "The CFIR, and what is reported in it",
    body: [
      h(
        "p",
        { class: "lead" },
        "The Consolidated Framework for Implementation Research sorts what helps and hinders into domains and constructs. Here is what reviews and studies report in each, in either edition, and how one edition becomes the other.",
      ),
      h(
        "div",
        { class: "cfir-tools" },
        switches(cfir, here, element, wanted),
        evidenceOf(cfir, wanted),
        h("a", { class: "words", href: write("cfir", "words") }, "Glossary"),
      ),
      moved(cfir, element, wanted),
      h("div", { class: "cfir" }, tree(cfir, here, element, wanted), place(known, here, element, wanted)),
    ],
  };
}

let followed: "tree" | "switch" | "review" | undefined;

/** Whoever follows a link of the tree, or changes the edition, goes on from there and not from the top. */
function stay(): void {
  const by = followed;
  followed = undefined;
  if (by === undefined) {
    return;
  }
  setTimeout(() => {
    const here = document.querySelector<HTMLElement>(".element[aria-current]");
    const beside = matchMedia("(min-width: 60.01rem)").matches;
    if (by === "tree" && !beside) {
      const heading = document.querySelector<HTMLElement>(".place h2");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
      heading?.scrollIntoView();
      return;
    }
    if (by === "switch" && beside) {
      here?.scrollIntoView({ block: "center" });
    }
    const to = {
      tree: here,
      switch: document.querySelector<HTMLElement>(".switch [aria-current]"),
      review: document.getElementById("evidence-of"),
    };
    to[by]?.focus({ preventScroll: true });
  });
}

const follow = (by: "tree" | "switch" | "review") => () => {
  followed = by;
};

/** One edition or another; whoever changes stays at the same place in it. */
function switches(cfir: Cfir, here: Edition, element: Element | undefined, wanted: Wanted): HTMLElement {
  return h(
    "nav",
    { class: "switch", "aria-label": "Edition" },
    cfir.editions.map((each) => {
      if (each === here) {
        return h(
          "a",
          { href: at(element?.iri ?? each.iri, wanted), "aria-current": "true" },
          shown(each.label),
        );
      }
      const landing = element && placeIn(cfir, element, each.iri);
      const more: Record<string, string> =
        element && landing?.instead !== false ? { from: path(element.iri) } : {};
      return h(
        "a",
        { href: at(landing?.element.iri ?? each.iri, wanted, more), click: follow("switch") },
        shown(each.label),
      );
    }),
  );
}

/** Whose evidence is counted: reviews are not pooled. */
function evidenceOf(cfir: Cfir, wanted: Wanted): HTMLElement {
  const select = h(
    "select",
    {
      id: "evidence-of",
      change: () => {
        followed = "review";
        go(write("cfir", "", { at: wanted.about, review: reviewAt(select.value) }));
      },
    },
    cfir.reviews.map(({ iri, label }) =>
      h(
        "option",
        { value: iri, selected: iri === wanted.review },
        iri === NO_REVIEW ? "what no review prints" : shown(label),
      ),
    ),
  );
  return h(
    "p",
    { class: "evidence-of" },
    h("label", { for: "evidence-of" }, "Evidence on the codes of"),
    " ",
    select,
  );
}

/** Where one came from another edition, and nothing corresponds. */
function moved(cfir: Cfir, element: Element | undefined, { params }: Wanted): Child {
  const from = cfir.elements.get(BASE + (params.get("from") ?? ""));
  if (!from) {
    return undefined;
  }
  const where = element
    ? `this is where ${up(from).at(-1)?.label ?? "its domain"} went`
    : "here is the whole edition";
  return h(
    "p",
    { class: "notice", role: "status" },
    `Nothing here corresponds to ${shown(from.label)}: ${shown(where)}.`,
  );
}

function tree(cfir: Cfir, here: Edition, element: Element | undefined, wanted: Wanted): HTMLElement {
  const open = new Set(element ? up(element).map((each) => each.iri) : []);
  return h(
    "section",
    { class: "tree", "aria-labelledby": "tree-title" },
    h(
      "div",
      { class: "tree-head" },
      h("h2", { id: "tree-title" }, shown(here.label)),
      h("span", { class: "count helps", "aria-hidden": "true" }, "helps"),
      h("span", { class: "count hinders", "aria-hidden": "true" }, "hinders"),
    ),
    h(
      "ul",
      {},
      here.domains.map((domain) => branch(cfir, domain, element, open, wanted, 0)),
    ),
    h(
      "p",
      { class: "hint" },
      "Publications that report, themselves, that something placed there helps, or that something hinders; each once in a place. ",
      h("span", { class: "nothing" }, "·"),
      " nothing is placed there; 0: something is, and no publication here reports it so. Neither says that there is nothing.",
    ),
  );
}

function branch(
  cfir: Cfir,
  element: Element,
  chosen: Element | undefined,
  open: ReadonlySet<string>,
  wanted: Wanted,
  depth: number,
): HTMLElement {
  const counts = h(
    "span",
    { class: "counts" },
    number(cfir, element, wanted.review, HELPS, "helps"),
    number(cfir, element, wanted.review, HINDERS, "hinders"),
  );
  const line = h(
    "a",
    {
      class: depth ? "element" : "element domain",
      href: at(element.iri, wanted),
      click: follow("tree"),
      "aria-current": element === chosen ? "true" : undefined,
    },
    h("span", { class: "code" }, shown(element.notation)),
    h("span", { class: "label" }, shown(element.label)),
    counts,
  );
  const below =
    element.children.length > 0 &&
    h(
      "ul",
      {},
      element.children.map((child) => branch(cfir, child, chosen, open, wanted, depth + 1)),
    );
  return h("li", {}, line, below);
}

/** How many publications report it so; a dot, where nothing is placed there that they could. */
function number(cfir: Cfir, element: Element, review: string, direction: string, way: string): HTMLElement {
  const { publications } = cfir.count(element.iri, review, direction);
  const bare = whole(element).every((each) => isEmpty(cfir, each, review));
  const said = bare
    ? "nothing placed"
    : `${publications} ${publications === 1 ? "publication" : "publications"}: ${way}`;
  return h(
    "span",
    { class: bare ? "count nothing" : `count ${way}` },
    h("span", { "aria-hidden": "true" }, bare ? "·" : publications),
    h("span", { class: "unseen" }, ` ${said}`),
  );
}
