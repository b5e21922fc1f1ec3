/** How a view is cited: what it is, of which state of the data, its address, and the day. */

import type { Catalogue } from "../data/questions";
import { resourceJson } from "../data/resources";
import { write } from "./address";
import { type Child, fill, h } from "./dom";
import { shown } from "./links";
import type { About } from "./switches";

/** The day that citations are prepared with, and that the reader's takes the place of. */
export const ANY = "9999-12-31";

/** Put the reader's day into a citation that was prepared without one: as a date, or as the year alone. */
export function dated(citation: string, day: Date = new Date()): string {
  const [year, ...rest] = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((it) =>
    String(it).padStart(2, "0"),
  );
  return citation.replace(/\b9999(?:([-/])12\1(31))?\b/g, (_, between?: string) =>
    [year, ...(between ? rest : [])].join(between),
  );
}

/** Where a view is to be found again: a place on somebody's disk is nothing to others. */
export function whereabouts(address: string): string {
  const at = address.indexOf("#");
  return address.startsWith("file:")
    ? `in the explorer as one file, at ${at < 0 ? "#/" : address.slice(at)}`
    : `at ${address}`;
}

/** A text to be taken along by one button, which says that it did. */
export function copied(text: string, ...more: readonly Child[]): HTMLElement {
  const said = h("span", { class: "quiet", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      fill(said, "Copied.");
    } catch {
      fill(said, "This browser does not let the page copy: mark the text instead.");
    }
  };
  return h(
    "div",
    { class: "copied" },
    h("p", { class: "cited" }, shown(text)),
    h("p", { class: "tool-row" }, h("button", { type: "button", click: copy }, "Copy"), more, said),
  );
}

/**
 * Say how a view is cited, as it is, and with what it is called, when that is asked; `about` is what its findings are
 * on, a review or an influence.
 */
export function cite(known: Catalogue, title: string | (() => string), about = ""): Child {
  const place = h("div", {});
  const coded = h("p", { class: "cited" });
  const open = () => {
    const called = typeof title === "string" ? title : title();
    fill(place, copied(dated(`${known.cited.data} ${called}. Seen on ${ANY} ${whereabouts(location.href)}`)));
    resourceJson<About>("references.json")
      .then((it) => fill(coded, Object.hasOwn(it.coded, about) ? it.coded[about] : it.coded[""]))
      .catch(() => undefined);
  };
  return h(
    "details",
    { class: "cite", toggle: open },
    h("summary", {}, "Cite this view"),
    place,
    h(
      "p",
      { class: "quiet" },
      "Cite the review and the studies too: below each table that names publications, their references are downloaded as ris.",
    ),
    h("p", { class: "quiet" }, "Where you describe your methods, say how the findings came about:"),
    coded,
    h("p", {}, h("a", { href: write("data") }, "Download, citation and licence of the data")),
  );
}
