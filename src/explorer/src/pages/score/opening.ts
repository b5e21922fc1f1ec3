/** Forms that were filled in before: read in the page, and everything that is wrong with them told together. */

import { go, write } from "../../parts/address";
import { type Child, fill, h } from "../../parts/dom";
import { shown } from "../../parts/links";
import { Wrong } from "../../score/answering";
import { isEmpty, opened } from "../../score/drafts";
import { inWords, type Problem } from "../../score/problems";
import { readAny } from "../../score/reading";
import { changed, type State } from "./state";

/** Which files are read here, and what to do with the others. */
export const FILES =
  "Forms are read here as workbooks (.xlsx), .csv, .tsv and .json, and written as .csv. Of another kind, such as .ods, save the " +
  "sheet with the answers as 'CSV UTF-8'; or give it to 'determinants score' and 'determinants report' as it is.";
const MOST = 50; // problems that are shown

export function opener(state: State): HTMLElement {
  const place = h("div", {});
  const input = h("input", {
    type: "file",
    id: "open",
    multiple: true,
    accept: ".xlsx,.csv,.tsv,.json,text/csv,text/tab-separated-values",
    change: () => void read(state, Array.from(input.files ?? []), place),
  });
  return h("div", { class: "field" }, h("label", { for: "open" }, "Open a form"), input, place);
}

async function read(state: State, files: readonly File[], place: HTMLElement): Promise<void> {
  const other = files.find(({ name }) => !/\.(xlsx|csv|tsv|json)$/i.test(name));
  if (!files.length) return;
  if (other) {
    fill(place, said([`${shown(other.name)} is not a form that can be read here. ${FILES}`]));
    return;
  }
  const read = await Promise.all(
    files.map(async (file) =>
      readAny(file.name, new Uint8Array(await file.arrayBuffer()), [state.words.language]),
    ),
  );
  try {
    const found = opened(
      state.instrument,
      read.flatMap(({ forms }) => forms),
    );
    const last = found.at(-1);
    if (!last || found.every(isEmpty)) {
      fill(place, said(["Nothing is answered in it."]));
      return;
    }
    state.drafts = [...state.drafts.filter((each) => !isEmpty(each)), ...found];
    state.current = last;
    state.aside = read.flatMap(({ aside }) => aside);
    changed(state);
    go(write("score", state.drafts.length > found.length ? "service" : "report"));
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    fill(place, problems(error.problems));
  }
}

/** Everything that is wrong, as the command line tells it. */
export function problems(listed: readonly Problem[]): HTMLElement {
  const more = listed.length - MOST;
  return said([
    ...listed.slice(0, MOST).map((each) => shown(inWords(each))),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ]);
}

function said(lines: readonly Child[]): HTMLElement {
  const whole = h(
    "div",
    { class: "error-summary", role: "alert", tabindex: -1 },
    h("h2", {}, "This cannot be used yet"),
    h(
      "ul",
      {},
      lines.map((line) => h("li", {}, line)),
    ),
    h("p", {}, "Nothing was taken over. Mend the form, and open it again."),
  );
  queueMicrotask(() => whole.focus());
  return whole;
}
