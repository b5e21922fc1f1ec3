/** What this browser keeps: all of it, to be looked at and erased. Each page leads here from its foot. */

import { type Child, fill, h } from "../parts/dom";
import { erase, everything, type Kept } from "../parts/kept";
import { shown } from "../parts/links";
import type { Page } from "./page";
import { begunHere, forgetAll } from "./score/state";

export const kept: Page = {
  name: "kept",
  make: () => {
    const place = h("div", { class: "kept" });
    const put = (said = ""): void =>
      fill(place, held(put), h("p", { role: "status", class: "status" }, said));
    put();
    return {
      title: "What this browser keeps",
      body: [
        h(
          "p",
          { class: "lead" },
          "Nothing, unless you say so: and then it stays on this computer, and is sent to nobody.",
        ),
        place,
        h("h2", {}, "What is not kept here"),
        h(
          "ul",
          {},
          h("li", {}, "No cookie is set, and nobody counts visits."),
          h(
            "li",
            {},
            "What you look at, switches, filters and queries stand in the address and nowhere else. So they are in the " +
              "history of your browser, and in what you bookmark or send.",
          ),
          h("li", {}, "Your browser may hold copies of the files of this page, as of any page."),
        ),
        h("p", {}, "History and copies are erased in the settings of the browser."),
        h(
          "p",
          {},
          "There is nothing to cite on this page: what stands here is yours, and nobody else who opens its address sees it.",
        ),
        location.protocol === "file:" &&
          h(
            "p",
            {},
            "This page was opened from a disk. Some browsers keep what belongs to such pages in one place: other files " +
              "that you open from a disk could read what is kept here.",
          ),
      ],
    };
  },
};

function held(put: (said: string) => void): Child {
  const found = everything();
  const open = begunHere();
  const sure = (then: () => void, said: string) => () => {
    if (!confirm("Erase it? It cannot be brought back.")) return;
    then();
    put(said);
    document.querySelector<HTMLElement>("main h1")?.focus();
  };
  return [
    found.length === 0 && h("p", { class: "none" }, "Nothing is kept now."),
    found.map((each) => one(each, sure)),
    open &&
      h(
        "p",
        {},
        found.length > 0
          ? "Your answers are open in this page, too: erasing takes them from there as well."
          : "Answers to Score my service are open in this page, and not kept: they are gone when you close it.",
      ),
    (found.length > 0 || open) &&
      h(
        "p",
        {},
        h(
          "button",
          {
            type: "button",
            class: "main-button",
            click: sure(() => [erase(), forgetAll()], "Everything is erased."),
          },
          "Erase everything",
        ),
      ),
  ];
}

function one({ under, what, text }: Kept, sure: (then: () => void, said: string) => () => void): Child {
  const erased = () => [erase(under), forgetAll()];
  return h(
    "section",
    {},
    h("h2", {}, shown(what)),
    h(
      "p",
      { class: "quiet" },
      `${text.length.toLocaleString("en")} characters, under the name `,
      h("code", {}, shown(under)),
      ".",
    ),
    h(
      "details",
      {},
      h("summary", {}, "Look at it"),
      h("pre", { tabindex: 0, "aria-label": shown(what) }, shown(text.replace(/^\ufeff/, ""))),
    ),
    h("button", { type: "button", click: sure(erased, `${what}: erased.`) }, "Erase"),
  );
}
