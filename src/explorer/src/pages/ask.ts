/** A stored question with a page of its own: what it asks, what it may be narrowed on, and its answer. */

import { catalogue, question as find } from "../data/asking";
import { type Narrowing, termOf } from "../data/questions";
import type { Term } from "../data/terms";
import { go, write } from "../parts/address";
import { h } from "../parts/dom";
import { panel } from "../parts/panel";
import { heading } from "../parts/table";
import type { Page } from "./page";

export const ask: Page = {
  name: "ask",
  make: async (at) => {
    const known = await catalogue();
    const { name, question } = await find(at.about);
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
        Object.keys(question.narrow).length > 0 && form(name, question.narrow, at.params),
        panel({ question: name, by: by as Narrowing, title: "Answer" }),
      ],
    };
  },
};

type Narrow = Readonly<Record<string, { readonly kind: string; readonly example: string }>>;

function form(name: string, narrow: Narrow, params: URLSearchParams): HTMLElement {
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
  const fields = Object.entries(narrow).map(([column, { example }]) =>
    h(
      "label",
      {},
      heading(column),
      h("input", {
        name: column,
        value: params.getAll(column).join(" "),
        placeholder: example,
        autocomplete: "off",
        spellcheck: "false",
      }),
    ),
  );
  return h(
    "details",
    { class: "narrowing", open: params.size > 0 },
    h("summary", {}, "Narrow it"),
    h("form", { class: "fields", submit }, fields, h("button", { class: "main-button" }, "Ask")),
  );
}
