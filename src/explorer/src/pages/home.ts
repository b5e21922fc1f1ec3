/** The first page: what this is, the matrix of influences and domains, and a way in for each of three people. */

import { answer, catalogue } from "../data/asking";
import { text } from "../data/terms";
import { write } from "../parts/address";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import { shown } from "../parts/links";
import { panel } from "../parts/panel";
import type { Page } from "./page";

export const home: Page = {
  name: "",
  make: async () => {
    const known = await catalogue();
    const reviews = await answer("review-list", {});
    return {
      title: "What helps, and what hinders",
      body: [
        h(
          "p",
          { class: "lead" },
          "Reviews of implementation, taken apart: which influences they find, what helps and hinders in each, and which publications say so, at which place. A count says how often something is reported; it is not the size of an effect.",
        ),
        h(
          "p",
          {},
          "Reviews: ",
          reviews.rows.map((row, at) => [
            at > 0 && ", ",
            h(
              "a",
              { href: write("thing", text(row, "review").split("/").slice(4).join("/")) },
              shown(text(row, "review_label")),
            ),
          ]),
        ),
        panel({ question: "influence-evidence", by: {} }),
        cite(known, "What helps, and what hinders"),
      ],
    };
  },
};
