/** Search over everything that has a name. */

import { catalogue } from "../data/asking";
import { path } from "../data/terms";
import { go, thingAt, write } from "../parts/address";
import { cite } from "../parts/cite";
import { fill, h } from "../parts/dom";
import { shown } from "../parts/links";
import { type Named, type Names, names } from "../parts/names";
import type { Page } from "./page";

export function kindOf(known: Names, thing: Named): string {
  const kind = thing.kinds.find((it) => it !== "Determinant") ?? thing.kinds[0];
  return kind ? (known.kinds[kind] ?? kind) : "";
}

export function listed(known: Names, found: readonly Named[]): HTMLElement {
  const alike = new Set(
    found.map((it) => it.label).filter((it, at, all) => all.indexOf(it) !== at), // such as of one year
  );
  return h(
    "ul",
    { class: "listed found" },
    found.map((it) =>
      h(
        "li",
        {},
        h("a", { href: it.href ?? thingAt(it.iri) }, shown(it.label)),
        " ",
        h("span", { class: "kind" }, kindOf(known, it)),
        alike.has(it.label) && [" ", h("code", { class: "kind" }, shown(path(it.iri)))],
      ),
    ),
  );
}

export const search: Page = {
  name: "search",
  make: async (at) => {
    const [known, given] = await Promise.all([names(), catalogue()]);
    const said = at.params.get("q") ?? "";
    const results = h("div", { "aria-live": "polite" });
    const look = (wanted: string) => {
      const found = known.find(wanted, 60);
      fill(
        results,
        wanted &&
          h("p", { class: "quiet" }, found.length === 60 ? "The nearest 60." : `${found.length} found.`),
        found.length > 0 && listed(known, found),
      );
    };
    const input = h("input", {
      id: "wanted",
      type: "search",
      value: said,
      autocomplete: "off",
      input: (event) => {
        const wanted = (event.currentTarget as HTMLInputElement).value;
        history.replaceState(history.state, "", write("search", "", { q: wanted }));
        look(wanted);
      },
    });
    look(said);
    return {
      title: "Search",
      body: [
        h(
          "form",
          {
            class: "search-form",
            role: "search",
            submit: (event) => {
              event.preventDefault();
              go(write("search", "", { q: input.value }));
            },
          },
          h("label", { for: "wanted" }, "An influence, a factor, a publication, a construct, a country …"),
          input,
        ),
        results,
        cite(given, () => (input.value.trim() ? `Search for “${input.value.trim()}”` : "Search")),
      ],
    };
  },
};
