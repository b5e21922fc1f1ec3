/** What a word in a query may be going to be: a class or a property that the graph uses, by its prefixed name. */

import { answer } from "../data/asking";
import type { Catalogue } from "../data/questions";
import { text } from "../data/terms";
import { fill, h } from "../parts/dom";

const MOST = 8;

/** Give the prefixed names of IRIs, sorted. */
export function prefixed(iris: Iterable<string>, prefixes: Readonly<Record<string, string>>): string[] {
  const found = new Set<string>();
  for (const iri of iris) {
    for (const [name, start] of Object.entries(prefixes)) {
      const rest = iri.slice(start.length);
      if (iri.startsWith(start) && /^[\w-]+$/.test(rest)) {
        found.add(`${name}:${rest}`);
      }
    }
  }
  return [...found].sort();
}

/** Give the word that ends where one types, if it may become the name of a term. */
export function wordBefore(query: string, caret: number): string {
  const before = query.slice(0, caret);
  if (/[<"'][^\s>]*$/.test(before)) {
    return ""; // inside an IRI or a text
  }
  return /(?:^|[\s;,.({^|/])([a-zA-Z][\w-]*:?[\w-]*)$/.exec(before)?.[1] ?? "";
}

/** Give the names that a word may become: those that begin with it, and then those that have it somewhere. */
export function becoming(word: string, known: readonly string[]): string[] {
  if (word.length < 2) {
    return [];
  }
  const wanted = word.toLowerCase();
  const rank = (name: string): number => {
    const small = name.toLowerCase();
    const local = small.slice(small.indexOf(":") + 1);
    return small.startsWith(wanted) || local.startsWith(wanted) ? 0 : small.includes(wanted) ? 1 : 2;
  };
  return known
    .filter((name) => name !== word && rank(name) < 2)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST);
}

/** Suggest names below an editor, as one types; Ctrl+Space takes the first. */
export function suggesting(editor: HTMLTextAreaElement, known: Catalogue): HTMLElement {
  const place = h("div", { class: "suggestions", role: "group", "aria-label": "Terms that this may become" });
  let terms: string[] = [];
  let asked = false;
  const take = (name: string, word: string) => {
    const caret = editor.selectionStart;
    editor.setRangeText(name, caret - word.length, caret, "end");
    fill(place);
    editor.focus();
  };
  const look = () => {
    const word = wordBefore(editor.value, editor.selectionStart);
    fill(
      place,
      becoming(word, terms).map((name) =>
        h("button", { type: "button", click: () => take(name, word) }, name),
      ),
    );
  };
  const begin = async () => {
    if (!asked) {
      asked = true;
      const found = await answer("class-properties", {}).catch(() => undefined);
      const iris = found?.rows.flatMap((row) =>
        found.columns.map((column) => text(row, column)).filter((it) => it.includes("://")),
      );
      terms = prefixed(iris ?? [], known.prefixes);
    }
    look();
  };
  editor.addEventListener("input", () => void begin());
  editor.addEventListener("keydown", (event) => {
    const first = place.querySelector("button");
    if (event.key === " " && event.ctrlKey && first !== null) {
      event.preventDefault();
      first.click();
    } else if (event.key === "Escape") {
      fill(place);
    }
  });
  return place;
}
