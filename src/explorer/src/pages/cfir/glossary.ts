/** A glossary of the framework's words, of both editions, and of those that this graph is made of. */

import type { Cfir, Element } from "../../cfir/tree";
import { path, text } from "../../data/terms";
import { type Address, go, write } from "../../parts/address";
import { type Child, fill, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import type { View } from "../page";
import type { Known } from "./wanted";

interface Word {
  readonly label: string;
  readonly meanings: readonly { readonly where: Child; readonly means: string }[];
}

export function glossary({ cfir, rows }: Known, at: Address): View {
  const framework = wordsOf(cfir);
  const own: Word[] = (rows.words?.rows ?? []).map((row) => ({
    label: text(row, "label"),
    meanings: [{ where: undefined, means: text(row, "definition") }],
  }));
  const place = h("div", {});
  const put = (said: string): void => {
    const has = ({ label, meanings }: Word): boolean =>
      [label, ...meanings.map((each) => each.means)].some((each) =>
        each.toLowerCase().includes(said.toLowerCase()),
      );
    const [mine, others] = [framework.filter(has), own.filter(has)];
    fill(
      place,
      h("p", { class: "quiet", role: "status" }, said ? `${mine.length + others.length} words` : ""),
      mine.length > 0 && [h("h2", {}, "Words of the CFIR"), list(mine)],
      others.length > 0 && [h("h2", {}, "Words of this graph"), list(others)],
    );
  };
  const said = at.params.get("with") ?? "";
  const input = h("input", {
    id: "with",
    type: "search",
    value: said,
    autocomplete: "off",
    input: () => put(input.value.trim()),
    change: () => go(write("cfir", "words", { with: input.value.trim() }), true),
  });
  put(said);
  return {
    title: "What the CFIR’s words mean",
    body: [
      h(
        "p",
        { class: "lead" },
        "Every domain and construct of each edition, in this project’s own short wording. The framework’s own texts say more; ",
        h("a", { href: "https://cfirguide.org/", rel: "noreferrer" }, "they are here"),
        ".",
      ),
      h("p", { class: "field" }, h("label", { for: "with" }, "Words with"), " ", input),
      place,
    ],
  };
}

/** The words of all editions by their names: what is called alike stands together, each with its meaning. */
function wordsOf(cfir: Cfir): Word[] {
  const found = new Map<string, Element[]>();
  for (const element of cfir.elements.values()) {
    found.set(element.label, [...(found.get(element.label) ?? []), element]);
  }
  return Array.from(found, ([label, elements]) => ({
    label,
    meanings: elements.map((element) => ({
      where: [
        h("a", { href: write("cfir", "", { at: path(element.iri) }) }, shown(editionOf(cfir, element))),
        `, ${shown(element.kind)}${element.parent ? ` in ${shown(element.parent.label)}` : ""}`,
      ],
      means: element.definition,
    })),
  })).sort((one, other) => one.label.localeCompare(other.label, "en"));
}

function editionOf(cfir: Cfir, element: Element): string {
  return cfir.editions.find((each) => each.iri === element.framework)?.label ?? "";
}

function list(words: readonly Word[]): HTMLElement {
  return h(
    "dl",
    { class: "glossary" },
    words.map(({ label, meanings }) => [
      h("dt", {}, shown(label)),
      meanings.map(({ where, means }) =>
        h("dd", {}, shown(means), where && h("span", { class: "where" }, " ", where)),
      ),
    ]),
  );
}
