/** A stored question with a page of its own: what it asks, what it may be narrowed on, and its answer. */

import { catalogue, question as find } from "../data/asking";
import { type Narrowing, termOf } from "../data/questions";
import { path, type Term } from "../data/terms";
import { go, write } from "../parts/address";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import { shown } from "../parts/links";
import { type Names, names } from "../parts/names";
import { panel } from "../parts/panel";
import { heading } from "../parts/table";
import type { Page } from "./page";

export const ask: Page = {
  name: "ask",
  make: async (at) => {
    const [known, called, { name, question }] = await Promise.all([catalogue(), names(), find(at.about)]);
    const by: Record<string, Term[]> = {};
    for (const [column, said] of at.params) {
      if (!Object.hasOwn(question.narrow, column)) {
        throw new RangeError(`'${name}' cannot be narrowed on '${column}'.`);
      }
      by[column] = [...(by[column] ?? []), termOf(known, question, column, said)];
    }
    return {
      title: question.summary,
      body: [
        h("p", { class: "lead" }, question.description),
        h("p", { class: "quiet" }, "Asked ", question.because, "."),
        Object.keys(question.narrow).length > 0 &&
          form(name, question.narrow, at.params, (kind) => choices(called, known.kinds[kind]?.classes ?? [])),
        panel({ question: name, by: by as Narrowing, title: "Answer" }),
        cite(known, question.summary),
      ],
    };
  },
};

type Narrow = Readonly<Record<string, { readonly kind: string; readonly example: string }>>;

/** What a column can be narrowed to, where that is things with names: suggested while one types. */
function choices(called: Names, classes: readonly string[]): HTMLElement[] {
  return [...called.things.values()]
    .filter((it) => it.kinds.some((kind) => classes.includes(kind)))
    .map((it) => h("option", { value: path(it.iri), label: shown(it.label) }));
}

function form(
  name: string,
  narrow: Narrow,
  params: URLSearchParams,
  options: (kind: string) => HTMLElement[],
): HTMLElement {
  const submit = (event: Event) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const by = Object.keys(narrow).map(
      (column) =>
        [
          column,
          String(said.get(column) ?? "")
            .split(/\s+/)
            .filter(Boolean),
        ] as const,
    );
    go(write("ask", name, Object.fromEntries(by)));
  };
  const fields = Object.entries(narrow).map(([column, { kind, example }]) => {
    const suggested = options(kind);
    return h(
      "label",
      {},
      heading(column),
      suggested.length > 0 && h("datalist", { id: `known-${column}` }, suggested),
      h("input", {
        name: column,
        list: suggested.length > 0 && `known-${column}`,
        value: params.getAll(column).join(" "),
        placeholder: example,
        autocomplete: "off",
        spellcheck: "false",
      }),
    );
  });
  return h(
    "details",
    { class: "narrowing", open: params.size > 0 },
    h("summary", {}, "Narrow it"),
    h(
      "p",
      { class: "quiet" },
      "Names as they stand in addresses, such as that in the field, several with a space between; some are suggested by label as you type.",
    ),
    h("form", { class: "fields", submit }, fields, h("button", { class: "main-button" }, "Ask")),
  );
}
