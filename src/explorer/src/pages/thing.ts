/** The page of any thing. What stands on it follows from its classes: panels, each one stored question. */

import { catalogue } from "../data/asking";
import type { Catalogue } from "../data/questions";
import { BASE, iri as iriTerm, path } from "../data/terms";
import { thingAt, write } from "../parts/address";
import { cite } from "../parts/cite";
import { type Child, h } from "../parts/dom";
import { shownIn } from "../parts/drawn";
import { shown } from "../parts/links";
import { names } from "../parts/names";
import { type Panel, panel } from "../parts/panel";
import { influencePanels } from "./influence";
import layouts from "./layouts.json";
import type { Page } from "./page";
import { kindOf } from "./search";

type Said = readonly [question: string, column: string, more?: Partial<Panel>];

/** Which panels stand on the page of a thing of a class, in their order; what is prepared is prepared by it. */
const LAYOUTS: Readonly<Record<string, readonly (readonly string[])[]>> = layouts;
/** How some of them are shown, by question and column. */
const SHOWN: Readonly<Record<string, Partial<Panel>>> = {
  "influence-determinants determinant": { title: "The influence that it is of", onlyIfAny: true },
  "determinant-findings determinant": { title: "Publications that report it" },
  "determinant-constructs determinant": { title: "Where it is placed, and what decided it" },
  "determinant-alignments determinant": { title: "Where the review itself places it", onlyIfAny: true },
  "cfir-factors determinant": { title: "Each place, with how many publications report it" },
  "determinant-beyond determinant": { title: "Beyond what the review prints", onlyIfAny: true },
  "publication-records publication": { title: "The publication" },
  "publication-findings publication": { title: "What it reports, and what it states of others" },
  "review-inclusions publication": { title: "Reviews that include it", onlyIfAny: true },
  "topic-findings publication": {
    title: "What it reports beyond the influences of reviews",
    onlyIfAny: true,
  },
  "thing-missing thing": { onlyIfAny: true, title: "What is missing", columns: ["missing", "reason"] },
  "publication-dependences publication": { title: "Publications that it rests on", onlyIfAny: true },
  "publication-dependents publication": { title: "What rests on it", onlyIfAny: true },
  "cfir-elements broader": { title: "Its constructs" },
  "influence-domains domain": { title: "Influences that belong to it", onlyIfAny: true },
  "domain-publications domain": { title: "How many publications report on what it has", onlyIfAny: true },
  "cfir-tree domain": { title: "All of its parts" },
  "cfir-elements element": { title: "What it means" },
  "cfir-factors element": { title: "Factors that are placed in it" },
  "influence-constructs element": { title: "Influences that lead to it" },
  "cfir-findings element": { title: "Findings on what is placed in it" },
  "cfir-crosswalk old": { onlyIfAny: true, title: "Where it went in the next edition" },
  "cfir-crosswalk new": { onlyIfAny: true, title: "Where it was in the edition before" },
  "strategy-endorsements barrier": { onlyIfAny: true, title: "Strategies that experts endorsed" },
  "site-totals site": { title: "Its total" },
  "site-ratings site": { title: "Its score on each item" },
  "site-low-items site": { title: "Where it scored low" },
  "site-printed-totals site": { onlyIfAny: true, title: "The total that the review prints" },
  "strategy-list strategy": { title: "What it is" },
  "strategy-endorsements strategy": { title: "What experts endorsed it for" },
  "review-list review": { title: "The review" },
  "influence-counts review": { title: "What it counts for each influence" },
  "influence-evidence review": { title: "What named publications report, which the review does not count" },
  "review-numbers review": { title: "Numbers that it prints" },
  "review-methods review": { onlyIfAny: true, title: "How it was done" },
  "review-robustness review": {
    onlyIfAny: true,
    title: "Whether its influences hold in parts of its publications",
  },
  "review-limitations review": { onlyIfAny: true, title: "Its own limitations and strengths" },
  "discrepancy-values review": {
    onlyIfAny: true,
    title: "Printed values that do not follow from what is printed beside them",
  },
  "review-features review": {
    onlyIfAny: true,
    title: "Its publications by country, design, quality and modality",
  },
  "review-inclusions review": { onlyIfAny: true, title: "Publications that it includes" },
};
const SAME: Readonly<Record<string, string>> = {
  Facilitator: "Determinant",
  Barrier: "Determinant",
  Subdomain: "Construct",
  Addition: "Construct",
};
/** What is asked of everything. */
const EVERYTHING: readonly Said[] = [
  [
    "thing-statements",
    "thing",
    { title: "All that is said of it", columns: ["property_label", "value_label", "unit"] },
  ],
  [
    "thing-mentions",
    "thing",
    { title: "What refers to it", columns: ["subject_label", "property_label"], onlyIfAny: true },
  ],
];

export const thing: Page = {
  name: "thing",
  make: async (at) => {
    const about = at.about.includes("://") ? at.about : BASE + at.about;
    const [known, called] = await Promise.all([catalogue(), names()]);
    const found = called.things.get(about);
    const owner = called.things.get(BASE + (at.about.split("/")[0] ?? ""));
    const kinds = new Set((found?.kinds ?? []).map((it) => SAME[it] ?? it));
    const layout = Object.keys(LAYOUTS).filter((it) => kinds.has(it));
    const panels = kinds.has("Influence")
      ? influencePanels(about, at)
      : layout
          .flatMap((it) => LAYOUTS[it] ?? [])
          .map(([question = "", column = ""]) =>
            panel({ question, by: { [column]: [iriTerm(about)] }, ...SHOWN[`${question} ${column}`] }),
          );
    return {
      title: found?.label ?? at.about,
      body: [
        h(
          "p",
          { class: "over" },
          found ? kindOf(called, found) : "Thing",
          owner &&
            owner !== found &&
            owner.kinds.includes("Review") && [
              " of ",
              h("a", { href: thingAt(owner.iri) }, shown(owner.label)),
            ],
          " ",
          h("code", { class: "quiet" }, shown(at.about)),
          found?.others.length ? ` · also: ${shown(found.others.join("; "))}` : undefined,
          (kinds.has("Construct") || kinds.has("Domain")) && [
            " ",
            h("a", { href: write("cfir", "", { at: path(about) }) }, "its place in the CFIR"),
          ],
        ),
        panels,
        shownIn(about),
        // Of what has no panels of its own, such as a single finding, this is all there is to show.
        kinds.has("Influence") || layout.length > 0
          ? h("details", { class: "everything" }, h("summary", {}, "All that the graph says"), later(about))
          : everything(about, 2),
        others(known, about, found?.kinds ?? []),
        cite(known, found?.label ?? at.about, about),
      ],
    };
  },
};

/** What is asked of everything, as panels. */
const everything = (about: string, level: 2 | 3): HTMLElement[] =>
  EVERYTHING.map(([question, column, more]) =>
    panel({ question, by: { [column]: [iriTerm(about)] }, level, ...more }),
  );

/** Ask only when it is opened. */
function later(about: string): HTMLElement {
  const place = h("div", {});
  const open = () => {
    if (place.childElementCount === 0) {
      place.append(...everything(about, 3));
    }
  };
  queueMicrotask(() => place.parentElement?.addEventListener("toggle", open));
  return place;
}

/** Every question that can be narrowed to this thing, so that none has to be looked for. */
function others(known: Catalogue, about: string, kinds: readonly string[]): Child {
  const able = Object.entries(known.questions).flatMap(([name, question]) =>
    Object.entries(question.narrow)
      .filter(([, { kind }]) => known.kinds[kind]?.classes?.some((it) => kinds.includes(it)))
      .map(([column]) => ({ name, column, summary: question.summary })),
  );
  if (able.length === 0) {
    return undefined;
  }
  return h(
    "details",
    { class: "everything" },
    h("summary", {}, `${able.length} stored questions can be asked about it`),
    h(
      "ul",
      { class: "listed" },
      able.map((it) =>
        h(
          "li",
          {},
          h(
            "a",
            {
              href: write("ask", it.name, {
                [it.column]: about.startsWith(BASE) ? about.slice(BASE.length) : about,
              }),
            },
            it.summary,
          ),
        ),
      ),
    ),
  );
}
