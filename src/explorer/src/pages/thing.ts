/** The page of any thing. What stands on it follows from its classes: panels, each one stored question. */

import { catalogue } from "../data/asking";
import type { Catalogue } from "../data/questions";
import { BASE, iri as iriTerm, path } from "../data/terms";
import { write } from "../parts/address";
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
  "determinant-beyond determinant": { onlyIfAny: true },
  "review-inclusions publication": { onlyIfAny: true },
  "topic-findings publication": { onlyIfAny: true },
  "thing-missing thing": { onlyIfAny: true, title: "What is missing", columns: ["missing", "reason"] },
  "publication-dependences publication": { onlyIfAny: true },
  "publication-dependents publication": { onlyIfAny: true },
  "cfir-elements broader": { title: "Its constructs" },
  "cfir-crosswalk old": { onlyIfAny: true, title: "Where it went in the next edition" },
  "cfir-crosswalk new": { onlyIfAny: true, title: "Where it was in the edition before" },
  "strategy-endorsements barrier": { onlyIfAny: true },
  "site-printed-totals site": { onlyIfAny: true },
  "review-methods review": { onlyIfAny: true },
  "review-robustness review": { onlyIfAny: true },
  "review-limitations review": { onlyIfAny: true },
  "discrepancy-values review": { onlyIfAny: true },
  "review-features review": { onlyIfAny: true },
  "review-inclusions review": { onlyIfAny: true },
};
const SAME: Readonly<Record<string, string>> = {
  Facilitator: "Determinant",
  Barrier: "Determinant",
  Subdomain: "Construct",
  Addition: "Construct",
};
/** What is asked of everything. */
const EVERYTHING: readonly Said[] = [
  ["thing-statements", "thing", { title: "All that is said of it" }],
  ["thing-mentions", "thing", { title: "What refers to it", onlyIfAny: true }],
];

export const thing: Page = {
  name: "thing",
  make: async (at) => {
    const about = at.about.includes("://") ? at.about : BASE + at.about;
    const [known, called] = await Promise.all([catalogue(), names()]);
    const found = called.things.get(about);
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
          " ",
          h("code", { class: "quiet" }, shown(at.about)),
          (kinds.has("Construct") || kinds.has("Domain")) && [
            " ",
            h("a", { href: write("cfir", "", { at: path(about) }) }, "its place in the CFIR"),
          ],
        ),
        panels,
        shownIn(about),
        h("details", { class: "everything" }, h("summary", {}, "All that the graph says"), later(about)),
        others(known, about, found?.kinds ?? []),
        cite(known, found?.label ?? at.about),
      ],
    };
  },
};

/** Ask only when it is opened. */
function later(about: string): HTMLElement {
  const place = h("div", {});
  const open = () => {
    if (place.childElementCount === 0) {
      place.append(
        ...EVERYTHING.map(([question, column, more]) =>
          panel({ question, by: { [column]: [iriTerm(about)] }, level: 3, ...more }),
        ),
      );
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
