/** Anything in SPARQL, answered in the page by an engine that can be stopped. */

import { catalogue } from "../data/asking";
import { type ResultsJson, rowsOf } from "../data/terms";
import { ask, Stopped, stop, watchEngine } from "../engine/engine";
import { write } from "../parts/address";
import { cite } from "../parts/cite";
import { fill, h } from "../parts/dom";
import { csv, hand } from "../parts/download";
import { table } from "../parts/table";
import { suggesting } from "./completing";
import type { Page } from "./page";

const EXAMPLE = `# Which influences does a review count most often?
SELECT ?influence ?influence_label ?count ?total WHERE {
  ?observation a det:PublicationCount ;
    det:influence ?influence ;
    det:count ?count ;
    det:total ?total .
  ?influence skos:prefLabel ?influence_label .
}
ORDER BY DESC(?count) ?influence_label
LIMIT 10
`;

/** Put the prefixes before a query that it uses and does not declare. */
export function withPrefixes(query: string, prefixes: Readonly<Record<string, string>>): string {
  const declared = new Set([...query.matchAll(/\bprefix\s+([\w-]*):/gi)].map((it) => it[1]));
  const missing = Object.entries(prefixes).filter(
    ([name]) => !declared.has(name) && query.includes(`${name}:`),
  );
  // On one line with the query, so that the engine's line numbers stay those that are seen.
  return missing.map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("") + query;
}

export const sparql: Page = {
  name: "sparql",
  menu: "SPARQL",
  words: "query editor classes properties prefixes",
  make: async (at) => {
    const known = await catalogue();
    const asked = at.params.get("query");
    const result = h("div", { class: "result", "aria-live": "polite" });
    const editor = h("textarea", { id: "query", spellcheck: "false", autocomplete: "off", rows: 16 });
    editor.value = asked ?? EXAMPLE;
    const run = h("button", { type: "submit", class: "main-button" }, "Ask");
    const halt = h("button", { type: "button", disabled: true, click: stop }, "Stop");
    const state = h("span", { class: "quiet engine-state", role: "status" });
    watchEngine((now) => fill(state, { asleep: "", waking: "The engine is being started…", awake: "" }[now]));
    const examples = h(
      "select",
      {
        id: "example",
        change: () => {
          const question = known.questions[examples.value];
          if (question) {
            editor.value = question.text.replace(/^#\+.*\n/gm, "");
            examples.value = "";
            editor.focus();
          }
        },
      },
      h("option", { value: "" }, "Take an example …"),
      Object.entries(known.questions).map(([name, question]) =>
        h("option", { value: name }, question.summary),
      ),
    );
    const answer = async () => {
      const query = editor.value;
      history.replaceState(history.state, "", write("sparql", "", { query }));
      halt.disabled = false;
      run.disabled = true;
      fill(result, h("p", { class: "waiting" }, "Asking…"));
      const begun = performance.now();
      try {
        const given = await ask(withPrefixes(query, known.prefixes));
        fill(result, shownAs(given.text, given.graph, performance.now() - begun));
      } catch (error) {
        const said =
          error instanceof Stopped ? "Stopped." : error instanceof Error ? error.message : String(error);
        fill(result, h("pre", { class: "wrong" }, said));
      } finally {
        halt.disabled = true;
        run.disabled = false;
      }
    };
    const form = h(
      "form",
      {
        class: "editor",
        submit: (event) => {
          event.preventDefault();
          void answer();
        },
        keydown: (event) => {
          const key = event as KeyboardEvent;
          if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) {
            key.preventDefault();
            void answer();
          }
        },
      },
      h("p", { class: "example-row" }, h("label", { for: "example" }, "Examples"), examples),
      h("label", { for: "query" }, "The query"),
      h("div", { class: "completed" }, editor, suggesting(editor, known)),
      h(
        "p",
        { class: "tool-row" },
        run,
        halt,
        h(
          "span",
          { class: "quiet" },
          "Ctrl+Enter asks. Ctrl+Space suggests names, arrow keys and Enter choose, Escape closes.",
        ),
        state,
      ),
    );
    if (asked) {
      queueMicrotask(answer);
    }
    return {
      title: "Ask anything in SPARQL",
      body: [
        h(
          "p",
          { class: "lead" },
          "The whole graph is in this page, and so is the engine: nothing that you ask leaves it. These prefixes need not be declared: ",
          Object.keys(known.prefixes).map((it, at) => [at > 0 && " ", h("code", {}, `${it}:`)]),
          ".",
        ),
        h(
          "p",
          { class: "links" },
          h("a", { href: write("ask", "class-properties") }, "Classes and their properties"),
          h("a", { href: write("data") }, "The graph to download, and an endpoint"),
        ),
        form,
        result,
        cite(known, "A query in SPARQL"),
      ],
    };
  },
};

function shownAs(text: string, graph: boolean, took: number): HTMLElement {
  const time = `${Math.max(1, Math.round(took))} ms`;
  if (graph) {
    const lines = text.split("\n").filter(Boolean);
    return h(
      "div",
      {},
      h("p", { class: "quiet" }, `${lines.length} triples in ${time}`),
      tools("nt", "application/n-triples", text),
      h("pre", { tabindex: 0 }, lines.slice(0, 500).join("\n")),
    );
  }
  const json = JSON.parse(text) as ResultsJson;
  if (json.boolean !== undefined) {
    return h(
      "div",
      {},
      h(
        "p",
        { class: "figure" },
        h("strong", {}, json.boolean ? "Yes" : "No"),
        h("span", { class: "quiet" }, ` in ${time}`),
      ),
    );
  }
  const rows = rowsOf(json);
  return h(
    "div",
    {},
    h("p", { class: "quiet" }, `${rows.rows.length} ${rows.rows.length === 1 ? "row" : "rows"} in ${time}`),
    h("p", {}, tools("csv", "text/csv", csv(rows)), tools("json", "application/sparql-results+json", text)),
    table(rows, { caption: "The answer", first: 100, plain: true }),
  );
}

const tools = (ending: string, type: string, content: string): HTMLElement =>
  h(
    "button",
    { type: "button", class: "quiet-button", click: () => hand(`answer.${ending}`, content, type) },
    ending,
  );
