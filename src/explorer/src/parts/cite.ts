/** How a view is cited: what it is, of which state of the data, and its address. */

import type { Catalogue } from "../data/questions";
import { type Child, h } from "./dom";

export function cite(known: Catalogue, title: string): Child {
  const text = `${title}. In: determinants, a knowledge graph of implementation determinants, version ${known.version}, state ${known.state.slice(0, 12)}. ${location.href}`;
  return h(
    "details",
    { class: "cite" },
    h("summary", {}, "Cite this view"),
    h("p", { class: "cited" }, text),
    h(
      "p",
      { class: "quiet" },
      "Please cite the review or the studies too: their references are in the ris files of the panels.",
    ),
    h("button", { type: "button", click: () => navigator.clipboard?.writeText(text) }, "Copy"),
  );
}
