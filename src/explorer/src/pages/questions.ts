/** The list of stored questions, by whom they are for. */

import { catalogue } from "../data/asking";
import { write } from "../parts/address";
import { h } from "../parts/dom";
import type { Page } from "./page";

export const questions: Page = {
  name: "questions",
  menu: "Questions",
  make: async () => {
    const known = await catalogue();
    const groups = new Map<string, string[]>();
    for (const [name, question] of Object.entries(known.questions)) {
      const whose = question.tags[0] ?? "everyone";
      groups.set(whose, [...(groups.get(whose) ?? []), name]);
    }
    return {
      title: "Questions",
      body: [
        h(
          "p",
          { class: "lead" },
          "Each of these is kept with its answer, is plain SPARQL, and can be narrowed. The panels of all other pages are made of them.",
        ),
        [...groups].map(([whose, each]) => [
          h("h2", {}, `For the ${whose}`.replace("the everyone", "everyone")),
          h(
            "ul",
            { class: "listed" },
            each.map((name) =>
              h(
                "li",
                {},
                h("a", { href: write("ask", name) }, known.questions[name]?.summary),
                " ",
                h("code", { class: "quiet" }, name),
              ),
            ),
          ),
        ]),
      ],
    };
  },
};
