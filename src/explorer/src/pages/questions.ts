/** The list of stored questions, by whom they are for, to be searched by word. */

import { catalogue } from "../data/asking";
import type { Question } from "../data/questions";
import { write } from "../parts/address";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import { plain } from "../parts/names";
import type { Page } from "./page";

const FOR: Readonly<Record<string, string>> = { cfir: "On the CFIR", everyone: "For everyone" };

export const questions: Page = {
  name: "questions",
  menu: "Questions",
  words: "stored queries answers",
  make: async (at) => {
    const known = await catalogue();
    const groups = new Map<string, HTMLLIElement[]>();
    const items: { readonly item: HTMLLIElement; readonly words: string }[] = [];
    for (const [name, question] of Object.entries(known.questions)) {
      const item = line(name, question);
      const whose = question.tags[0] ?? "everyone";
      groups.set(whose, [...(groups.get(whose) ?? []), item]);
      items.push({ item, words: plain(`${name} ${question.summary} ${question.description}`) });
    }
    const sections = [...groups].map(([whose, each]) =>
      h("section", {}, h("h2", {}, FOR[whose] ?? `For the ${whose}`), h("ul", { class: "listed" }, each)),
    );
    const found = h("p", { class: "quiet", role: "status" });
    const look = (wanted: string) => {
      const words = plain(wanted).split(" ");
      for (const each of items) {
        each.item.hidden = !words.every((it) => each.words.includes(it));
      }
      for (const section of sections) {
        section.hidden = section.querySelector("li:not([hidden])") === null;
      }
      const left = items.filter(({ item }) => !item.hidden).length;
      found.textContent = wanted.trim() ? `${left} of ${items.length} questions.` : "";
    };
    const input = h("input", {
      id: "word",
      type: "search",
      autocomplete: "off",
      value: at.params.get("q") ?? "",
      input: () => {
        history.replaceState(history.state, "", write("questions", "", { q: input.value }));
        look(input.value);
      },
    });
    look(input.value);
    return {
      title: "Questions",
      body: [
        h(
          "p",
          { class: "lead" },
          "Each of these is kept with its answer, is plain SPARQL, and can be narrowed. The panels of all other pages are made of them.",
        ),
        h(
          "form",
          { class: "search-form", role: "search", submit: (event) => event.preventDefault() },
          h("label", { for: "word" }, "Only those with the words"),
          input,
        ),
        found,
        sections,
        cite(known, "Stored questions"),
      ],
    };
  },
};

function line(name: string, question: Question): HTMLLIElement {
  return h(
    "li",
    {},
    h("a", { href: write("ask", name) }, question.summary),
    " ",
    h("code", { class: "quiet" }, name),
  );
}
