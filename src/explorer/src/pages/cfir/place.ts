/** What is known of one place in an edition: what it means, what is reported there, what became of it, what maps to it. */

import { type Cfir, type Edition, type Element, NO_REVIEW, type Step, up, whole } from "../../cfir/tree";
import { iri, type Row, text } from "../../data/terms";
import { thingAt } from "../../parts/address";
import { type Child, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import { panel } from "../../parts/panel";
import { termOf } from "../../parts/table";
import { at, HELPS, HINDERS, isEmpty, type Known, type Wanted } from "./wanted";

export function place(
  known: Known,
  here: Edition,
  element: Element | undefined,
  wanted: Wanted,
): HTMLElement {
  return h(
    "section",
    { class: "place", "aria-label": `About ${shown((element ?? here).label)}` },
    element ? chosen(known, element, wanted) : overview(known.cfir, here, wanted),
  );
}

function overview(cfir: Cfir, here: Edition, wanted: Wanted): Child {
  const all = here.domains.flatMap(whole);
  const bare = all.filter((each) => whole(each).every((below) => isEmpty(cfir, below, wanted.review)));
  return [
    h("h2", {}, shown(here.label)),
    h(
      "p",
      {},
      `${here.domains.length} domains with ${all.length - here.domains.length} places below them. Choose one for what it means, what is reported there, and what became of it in the other edition.`,
    ),
    bare.length > 0 && [
      h("h3", {}, `${bare.length} places where nothing of this is placed`),
      h(
        "p",
        { class: "hint" },
        "Nobody has placed a factor of it there, and no finding is coded to it. That is a gap in what was coded, and no finding that it does not matter.",
      ),
      h(
        "ul",
        { class: "chips" },
        bare.map((each) => h("li", {}, h("a", { href: at(each.iri, wanted) }, shown(each.label)))),
      ),
    ],
  ];
}

function chosen(known: Known, element: Element, wanted: Wanted): Child {
  const { cfir } = known;
  const by = { element: [iri(element.iri)] };
  return [
    h(
      "p",
      { class: "crumbs" },
      up(element)
        .slice(1)
        .reverse()
        .map((each) => [h("a", { href: at(each.iri, wanted) }, shown(each.label)), " › "]),
      shown(element.kind),
    ),
    h(
      "h2",
      {},
      element.notation && [h("span", { class: "code" }, shown(element.notation)), " "],
      shown(element.label),
    ),
    element.definition && h("p", { class: "definition" }, shown(element.definition)),
    figures(cfir, element, wanted),
    crosswalk(cfir, element, wanted),
    mapped(known, element, wanted),
    h("p", {}, h("a", { href: thingAt(element.iri) }, "All that is known of it")),
    element.parent &&
      panel({
        question: "cfir-factors",
        by,
        title: "What is placed here, and who says so",
        columns: ["determinant_label", "direction_label", "facilitates", "hinders", "asserted_by_label"],
        layout: { first: 8 },
        onlyIfAny: true,
        level: 3,
      }),
  ];
}

function figures(cfir: Cfir, element: Element, { review }: Wanted): Child {
  if (whole(element).every((each) => isEmpty(cfir, each, review))) {
    return h(
      "p",
      { class: "figures nothing" },
      "Nothing is placed here, and no finding is coded to it: a gap, and not a nought.",
    );
  }
  const of = (way: string) => cfir.count(element.iri, review, way);
  const [helps, hinders] = [of(HELPS), of(HINDERS)];
  const most = Math.max(1, helps.publications, hinders.publications);
  const line = (name: string, said: string, factors: string, count: typeof helps): HTMLElement => {
    const bar = h("span", { class: `cfir-bar with-${name}` });
    bar.style.width = `${Math.round((100 * count.publications) / most)}%`;
    return h(
      "div",
      { class: "figure-line" },
      h("strong", { class: name }, count.publications),
      h(
        "span",
        {},
        `${count.publications === 1 ? "publication reports" : "publications report"} ${said}`,
        h("span", { class: "quiet" }, ` · ${count.factors} ${factors} placed here`),
      ),
      h("span", { class: "track", "aria-hidden": "true" }, bar),
    );
  };
  return h(
    "div",
    { class: "figures" },
    line("helps", "something here that helps", helps.factors === 1 ? "facilitator" : "facilitators", helps),
    line("hinders", "something here that hinders", hinders.factors === 1 ? "barrier" : "barriers", hinders),
    h(
      "p",
      { class: "hint" },
      review === NO_REVIEW
        ? "Of factors that no review here prints. "
        : `Of what ${shown(cfir.reviews.find((each) => each.iri === review)?.label ?? "")} prints or codes. `,
      "Many reports are no strong effect.",
    ),
  );
}

const RELATIONS: Readonly<Record<string, readonly [string, string]>> = {
  exactMatch: ["is the same as", "was"],
  closeMatch: ["is nearly the same as", "was nearly the same as"],
  narrowMatch: ["is wider than, and has in it,", "is wider than, and has in it,"],
  broadMatch: ["is part of", "was part of"],
  relatedMatch: ["is related to", "is related to"],
};

function crosswalk(cfir: Cfir, element: Element, wanted: Wanted): Child {
  const steps = cfir.steps.filter((step) => step.from === element.iri);
  const forward = steps.some((step) => step.forward);
  return [
    h("h3", {}, forward ? "What became of it" : "Where it comes from"),
    steps.length
      ? h(
          "ul",
          { class: "steps-between" },
          steps.map((step) => between(cfir, step, wanted)),
        )
      : h("p", {}, "The crosswalk says nothing of it."),
  ];
}

function between(cfir: Cfir, step: Step, wanted: Wanted): HTMLElement {
  const there = cfir.elements.get(step.to);
  const edition = cfir.editions.find((each) => each.iri === there?.framework);
  const said = RELATIONS[step.relation]?.[step.forward ? 0 : 1] ?? step.relation;
  return h(
    "li",
    {},
    there
      ? [
          `It ${said} `,
          h("a", { href: at(there.iri, wanted) }, shown(there.label)),
          ` (${shown(edition?.label ?? "")})`,
        ]
      : `${step.forward ? "Afterwards" : "Before"}: ${shown(step.label)}`,
    ". ",
    h("span", { class: "quiet" }, `${basis(step.basis)}${step.note ? `: ${shown(step.note)}` : ""}. `),
    step.source && h("span", { class: "quiet" }, termOf(iri(step.source))),
  );
}

function basis(said: string): string {
  return (
    {
      stated: "A source states it",
      implied: "A source implies it",
      judgement: "In this project's judgement",
    }[said] ?? shown(said)
  );
}

/** Which influences lead here, on what, and who says so: as stated, or carried over by the crosswalk. */
function mapped({ rows, cfir }: Known, element: Element, wanted: Wanted): Child {
  const inside = new Set(whole(element).map((each) => each.iri));
  const of = (name: string): Row[] =>
    (rows[name]?.rows ?? []).filter((row) => inside.has(text(row, "element")));
  const lines: [Row, boolean][] = [
    ...of("cfir-alignments").map((row): [Row, boolean] => [row, false]),
    ...of("cfir-alignments-derived").map((row): [Row, boolean] => [row, true]),
  ];
  return [
    h("h3", {}, "Which influences map here, and who says so"),
    lines.length
      ? h(
          "ul",
          { class: "mapped" },
          lines.map(([row, derived]) => line(cfir, element, row, derived, wanted)),
        )
      : h("p", {}, "None. No review here maps an influence to it."),
  ];
}

function line(cfir: Cfir, element: Element, row: Row, derived: boolean, wanted: Wanted): HTMLElement {
  const below = text(row, "element") !== element.iri;
  const [condition, stated] = [text(row, "condition_label"), cfir.elements.get(text(row, "stated_element"))];
  return h(
    "li",
    {},
    h("a", { href: thingAt(text(row, "influence")) }, shown(text(row, "influence_label"))),
    below && [
      " (in ",
      h("a", { href: at(text(row, "element"), wanted) }, shown(text(row, "element_label"))),
      ")",
    ],
    condition && [", ", h("b", {}, `if ${shown(condition)}`)],
    h(
      "span",
      { class: "quiet" },
      derived
        ? [
            `. Derived by ${shown(text(row, "asserted_by_label"))} from `,
            stated
              ? h("a", { href: at(stated.iri, wanted) }, shown(stated.label))
              : shown(text(row, "stated_element_label")),
            `, as ${shown(text(row, "stated_by_label"))} has it, by the crosswalk (${shown(text(row, "crosswalk_basis"))})`,
          ]
        : `. ${shown(text(row, "asserted_by_label"))}, ${shown(text(row, "locator"))}`,
      ".",
    ),
  );
}
