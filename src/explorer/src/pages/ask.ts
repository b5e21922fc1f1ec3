/** A stored question with a page of its own: what it asks, what it may be narrowed on, and its answer. */

import { catalogue, question as find } from "../data/asking";
import { type Narrowing, type Question, termOf } from "../data/questions";
import { path, type Term } from "../data/terms";
import { go, write } from "../parts/address";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import { shown } from "../parts/links";
import { type Names, names } from "../parts/names";
import { panel } from "../parts/panel";
import { SWITCHES } from "../parts/switches";
import { heading } from "../parts/table";
import { besideRows } from "./beside";
import { conditionsOf } from "./conditions";
import type { Page } from "./page";
import { filtersOf, isFilter, UNKNOWN } from "./studies";

export const ask: Page = {
  name: "ask",
  make: async (at) => {
    const [known, called, { name, question }] = await Promise.all([catalogue(), names(), find(at.about)]);
    const by: Record<string, Term[]> = {};
    const beyond = new URLSearchParams();
    for (const [column, said] of at.params) {
      if (Object.hasOwn(question.narrow, column) && said !== UNKNOWN) {
        by[column] = [...(by[column] ?? []), termOf(known, question, column, said)];
      } else if (isChoice(column, said, question.columns)) {
        beyond.append(column, said);
      } else {
        throw new RangeError(`'${name}' cannot be narrowed on '${column}'.`);
      }
    }
    const narrow = new URLSearchParams([...at.params].filter(([column]) => !beyond.has(column)));
    const wishes = besideRows().then((beside) => [...filtersOf(beyond, beside), ...conditionsOf(beyond)]);
    return {
      title: question.summary,
      body: [
        h("p", { class: "lead" }, question.description),
        h("p", { class: "quiet" }, "Asked ", question.because, "."),
        Object.keys(question.narrow).length > 0 &&
          form(name, question.narrow, narrow, beyond, (kind) =>
            choices(called, known.kinds[kind]?.classes ?? []),
          ),
        panel({
          question: name,
          by: by as Narrowing,
          title: "Answer",
          ...(beyond.size > 0 && { wishes, back: write("ask", name, narrow) }),
        }),
        cite(known, question.summary),
      ],
    };
  },
};

/** Whether an address names what leaves rows out without narrowing the question: a filter, a switch, a condition. */
function isChoice(name: string, said: string, columns: Question["columns"]): boolean {
  const has = (...all: readonly string[]) => all.every((it) => Object.hasOwn(columns, it));
  return (
    isFilter(name, columns) ||
    (name === "without" && SWITCHES.some((it) => it.name === said && has(...it.needs))) ||
    (name === "scope" && has("finding", "publication")) ||
    (name === "given" && has("facet", "answer", "condition"))
  );
}

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
  beyond: URLSearchParams,
  options: (kind: string) => HTMLElement[],
): HTMLElement {
  const submit = (event: Event) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const by = Object.keys(narrow).flatMap((column) =>
      String(said.get(column) ?? "")
        .split(/\s+/)
        .filter(Boolean)
        .map((value): [string, string] => [column, value]),
    );
    go(write("ask", name, new URLSearchParams([...by, ...beyond])));
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
