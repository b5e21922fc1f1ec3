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

/** What is suggested, and which of it Enter would take; -1, if none of it. */
export interface Listing {
  readonly options: readonly string[];
  readonly active: number;
}

export const CLOSED: Listing = { options: [], active: -1 };

/**
 * Give what is suggested for a word. The first is taken by Enter only where the word can be nothing else than the
 * beginning of a name: elsewhere Enter begins a line, as in any text, until one goes down the list.
 */
export function opened(word: string, known: readonly string[]): Listing {
  const options = becoming(word, known);
  return { options, active: options.length > 0 && word.includes(":") && !known.includes(word) ? 0 : -1 };
}

/** Give what a key does to what is suggested: another one is active, one is taken, or nothing is suggested any more. */
export function pressed(
  key: string,
  { options, active }: Listing,
): Listing | { readonly take: string } | undefined {
  const many = options.length;
  const taken = options[active];
  if (many === 0) {
    return undefined;
  }
  switch (key) {
    case "ArrowDown":
      return { options, active: (active + 1) % many };
    case "ArrowUp":
      return { options, active: active < 0 ? many - 1 : (active - 1 + many) % many };
    case "Enter":
    case "Tab":
      return taken === undefined ? undefined : { take: taken };
    case "Escape":
      return CLOSED;
    default:
      return undefined;
  }
}

/** Give where in an editor somebody types, from its upper left corner: just below the line, in pixels. */
function caretOf(editor: HTMLTextAreaElement, at: number): { left: number; top: number } {
  const style = getComputedStyle(editor);
  const copy = h("div", { "aria-hidden": "true" });
  for (const name of ["font", "lineHeight", "letterSpacing", "padding", "border", "tabSize"] as const) {
    copy.style[name] = style[name];
  }
  copy.style.boxSizing = "border-box";
  copy.style.position = "absolute";
  copy.style.visibility = "hidden";
  copy.style.whiteSpace = "pre-wrap";
  copy.style.overflowWrap = "break-word";
  copy.style.width = `${editor.clientWidth}px`;
  const mark = h("span", {}, "\u200b");
  copy.append(editor.value.slice(0, at), mark);
  document.body.append(copy);
  const found = {
    left: mark.offsetLeft - editor.scrollLeft,
    top: mark.offsetTop + mark.offsetHeight - editor.scrollTop,
  };
  copy.remove();
  return found;
}

/**
 * Suggest names where one types, as editors do: arrows go through them, Enter or Tab takes one, Escape closes the list,
 * and Ctrl+Space opens it. The list belongs beside the editor, in an element that it is placed in.
 */
export function suggesting(editor: HTMLTextAreaElement, known: Catalogue): HTMLElement {
  const list = h("ul", {
    id: "suggested",
    role: "listbox",
    "aria-label": "Names that this may become",
    hidden: true,
  });
  const told = h("p", { class: "unseen", role: "status" });
  let terms: string[] = [];
  let asked: Promise<void> | undefined;
  let listing = CLOSED;
  let word = "";
  editor.setAttribute("aria-autocomplete", "list");
  editor.setAttribute("aria-haspopup", "listbox");
  editor.setAttribute("aria-controls", list.id);
  const put = (now: Listing) => {
    const before = listing.options.length;
    listing = now;
    const { options, active } = now;
    list.hidden = options.length === 0;
    editor.removeAttribute("aria-activedescendant");
    fill(
      list,
      options.map((name, at) =>
        h(
          "li",
          {
            id: `suggested-${at}`,
            role: "option",
            "aria-selected": at === active ? "true" : "false",
            mousedown: (event) => event.preventDefault(), // the editor keeps the focus
            click: () => take(name),
          },
          name,
        ),
      ),
    );
    if (active >= 0) {
      editor.setAttribute("aria-activedescendant", `suggested-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    }
    if (options.length > 0) {
      const { left, top } = caretOf(editor, editor.selectionStart - word.length);
      const room = Math.max(0, editor.clientWidth - list.offsetWidth);
      list.style.left = `${editor.offsetLeft + Math.min(left, room)}px`;
      list.style.top = `${editor.offsetTop + Math.min(top, editor.clientHeight)}px`;
    }
    if (options.length !== before) {
      const many = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
      fill(told, options.length > 0 && `${many}: arrow keys go through them, Enter takes one.`);
    }
  };
  const take = (name: string) => {
    const caret = editor.selectionStart;
    editor.setRangeText(name, caret - word.length, caret, "end");
    put(CLOSED);
    editor.focus();
  };
  const load = async () => {
    try {
      const found = await answer("class-properties", {});
      const values = found.rows.flatMap((row) => found.columns.map((column) => text(row, column)));
      terms = prefixed(
        values.filter((it) => it.includes("://")),
        known.prefixes,
      );
    } catch {
      asked = undefined; // the engine was stopped meanwhile: the next letter asks again
    }
  };
  const look = async () => {
    asked ??= load();
    await asked;
    word = wordBefore(editor.value, editor.selectionStart);
    put(opened(word, terms));
  };
  editor.addEventListener("input", () => void look());
  editor.addEventListener("blur", () => put(CLOSED));
  editor.addEventListener("scroll", () => put(CLOSED));
  editor.addEventListener("click", () => put(CLOSED));
  editor.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      void look();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    const done = pressed(event.key, listing);
    if (done !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      if ("take" in done) {
        take(done.take);
      } else {
        put(done);
      }
    } else if (/^(Arrow|Home|End|Page)/.test(event.key)) {
      put(CLOSED); // elsewhere in the text
    }
  });
  return h("div", { class: "suggestions" }, list, told);
}
