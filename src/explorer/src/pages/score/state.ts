/** What somebody has answered, for as long as the page is open; and in the browser, if they say so. */

import { resourceJson } from "../../data/resources";
import * as browser from "../../parts/kept";
import { type Draft, draft, fileOf, isEmpty, opened } from "../../score/drafts";
import type { Instrument } from "../../score/measure";
import { headsOf, read } from "../../score/reading";
import { type Spoken, Words } from "../../score/words";

/** What the page is given: the measure of each review that has one, and the words of form and report. */
interface Given {
  readonly measures: readonly Instrument[];
  readonly spoken: readonly Spoken[];
}

const UNDER = "determinants.answers";

export interface State {
  readonly instrument: Instrument;
  readonly instruments: readonly Instrument[];
  readonly words: Words;
  drafts: Draft[];
  current: Draft;
  /** Whether raters are numbered where scores are shown. */
  unnamed: boolean;
  /** Sheets of workbooks that were opened and are no forms, as they are told of. */
  aside: string[];
  /** Whether answers have changed since they were last taken away. */
  fresh: boolean;
}

let state: State | undefined;
let keeping = false;

/** Give the state; nothing, where no review has a measure. */
export async function now(): Promise<State | undefined> {
  if (state) return state;
  const { measures, spoken } = await resourceJson<Given>("measures.json");
  const [instrument] = measures;
  const [language] = spoken;
  if (!instrument || !language) return undefined;
  const words = new Words(language);
  const kept = stored();
  const found = kept ? readAgain(instrument, [language], kept) : [];
  keeping = kept !== null;
  const drafts = found.length ? found : [begun()];
  state = {
    ...{ instrument, instruments: measures, words, drafts, current: drafts[0] ?? begun() },
    ...{ unnamed: false, aside: [], fresh: false },
  };
  browser.whenErasedElsewhere(UNDER, () => {
    keeping = false; // what is erased in one window is not written again by another
  });
  addEventListener("beforeunload", (event) => {
    if (state?.fresh && !keeping && state.drafts.some((each) => !isEmpty(each))) event.preventDefault();
  });
  return state;
}

function readAgain(instrument: Instrument, spoken: readonly Spoken[], kept: string): Draft[] {
  try {
    return opened(instrument, [read("kept.csv", new TextEncoder().encode(kept), headsOf(spoken))]);
  } catch {
    return []; // kept of another measure: it can still be looked at and erased
  }
}

/** Begin with the answers to another measure. */
export function choose(review: string): void {
  const instrument = state?.instruments.find((each) => each.review === review);
  if (!state || !instrument) return;
  const drafts = [begun()];
  state = { ...state, instrument, drafts, current: drafts[0] ?? begun(), fresh: false };
}

/** Give a blank one, of today. */
export function begun(like?: Draft): Draft {
  const today = new Date();
  const part = (number: number): string => String(number).padStart(2, "0");
  const day = `${today.getFullYear()}-${part(today.getMonth() + 1)}-${part(today.getDate())}`;
  return draft(like?.site ?? "", like?.date ?? day);
}

/** Give the answers as the file that the program reads. */
export function file(of: State): string {
  return fileOf(of.instrument, of.words, of.drafts);
}

/** Say that something has changed; it is kept, if that is wished. */
export function changed(of: State): void {
  of.fresh = true;
  if (keeping) keep(of);
}

/** Whether answers are kept in the browser. */
export function isKept(): boolean {
  return keeping;
}

/** Give what the browser has kept; null, if nothing. */
export function stored(): string | null {
  return browser.kept(UNDER);
}

/** Keep answers in the browser from now on. Gives whether it can. */
export function keep(of: State): boolean {
  keeping = browser.keep(UNDER, file(of));
  return keeping;
}

/** Erase what is kept, and keep nothing more. */
export function erase(): void {
  keeping = false;
  browser.erase(UNDER);
}

/** Begin again: nothing of what was answered is left in the page. */
export function forget(of: State): void {
  of.drafts = [begun()];
  of.current = of.drafts[0] ?? begun();
  of.fresh = false;
}

/** Whether something is answered in this page. */
export function begunHere(): boolean {
  return state?.drafts.some((each) => !isEmpty(each)) ?? false;
}

/** Keep nothing more, and begin again, where anything was begun. */
export function forgetAll(): void {
  keeping = false;
  if (state) forget(state);
}
