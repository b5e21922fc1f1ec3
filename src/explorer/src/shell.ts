/** What stands around every page: the way home, search, the menu, and the place where a page is put. */

import { PAGES } from "./pages/index";
import type { Page, View } from "./pages/page";
import { read, write } from "./parts/address";
import { fill, h } from "./parts/dom";
import { shown } from "./parts/links";
import { findable } from "./parts/names";
import { arrived, hold, settle } from "./parts/place";

const NAME = "determinants";

export function shell(root: HTMLElement): void {
  const input = h("input", {
    type: "search",
    name: "q",
    "aria-label": "Search everything",
    placeholder: "Search",
    autocomplete: "off",
  });
  const form = h(
    "form",
    {
      class: "quick-search",
      role: "search",
      submit: (event) => {
        event.preventDefault();
        location.hash = write("search", "", { q: input.value });
      },
    },
    input,
  );
  const menu = PAGES.filter((it) => it.menu);
  findable([
    ...menu.map((it) => ({ label: it.menu ?? "", href: write(it.name), words: it.words ?? "" })),
    { label: "Glossary of the CFIR", href: write("cfir", "words"), words: "meaning definition terms" },
  ]);
  const links = menu.map((it) => h("a", { href: write(it.name) }, it.menu));
  const main = h("main", { id: "main", tabindex: -1 });
  root.append(
    h(
      "a",
      {
        class: "skip",
        href: "#main",
        click: (event) => {
          event.preventDefault();
          main.focus();
        },
      },
      "To the content",
    ),
    h(
      "header",
      { class: "top" },
      h("a", { class: "name", href: "#/" }, NAME),
      h("nav", { "aria-label": "Pages" }, links),
      form,
    ),
    main,
    h(
      "footer",
      {},
      h(
        "p",
        {},
        "A count of publications says how often something is reported, not how strong its effect is.",
      ),
      h("p", {}, "Everything is in this page: nothing is loaded from elsewhere, and nothing leaves it."),
      h(
        "p",
        { class: "links" },
        h("a", { href: write("data") }, "Download, citation and licence"),
        h("a", { href: write("kept") }, "What this browser keeps"),
        h("a", { href: write("cfir", "words") }, "Glossary of the CFIR"),
      ),
    ),
  );
  let turn = 0;
  let before: string | undefined;
  history.scrollRestoration = "manual";
  const turned = async () => {
    turn += 1;
    const mine = turn;
    const down = arrived();
    const at = read(location.hash);
    const page = PAGES.find((it) => it.name === at.page);
    menu.forEach((it, place) => {
      links[place]?.toggleAttribute("aria-current", false);
      if (it === page) {
        links[place]?.setAttribute("aria-current", "page");
      }
    });
    main.setAttribute("aria-busy", "true");
    const view = await made(page, location.hash);
    if (mine !== turn) {
      return; // somebody has gone on
    }
    const heading = h("h1", { tabindex: -1 }, shown(view.title));
    const place = `${at.page}/${at.about}`;
    const isSame = before === place;
    const focus = isSame ? hold(main) : () => undefined;
    const stays = down ?? (isSame ? scrollY : 0);
    fill(main, heading, view.body);
    main.removeAttribute("aria-busy");
    main.dataset.page = page?.name ?? "nothing";
    document.title = `${shown(view.title)} · ${NAME}`;
    if (before !== undefined && !isSame) {
      heading.focus({ preventScroll: true });
    }
    before = place;
    await settle(main, stays, () => mine === turn);
    focus();
  };
  addEventListener("hashchange", () => void turned());
  void turned();
}

async function made(page: Page | undefined, hash: string): Promise<View> {
  if (page === undefined) {
    return {
      title: "There is no such page",
      body: h(
        "p",
        {},
        "The address leads nowhere here. ",
        h("a", { href: "#/" }, "Begin at the beginning"),
        ".",
      ),
    };
  }
  try {
    return await page.make(read(hash));
  } catch (error) {
    return {
      title: "This cannot be shown",
      body: h("p", { class: "wrong" }, error instanceof Error ? error.message : String(error)),
    };
  }
}
