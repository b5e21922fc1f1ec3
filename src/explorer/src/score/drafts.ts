// What somebody fills in on the page, rater by rater and day by day, as answers that the form file holds. What is
// kept in the browser, and what is taken away, is that file: nothing else is written anywhere.

import type { Sheet } from "./answering.ts";
import { answered, Wrong } from "./answering.ts";
import type { Wrong as WrongCell } from "./cells.ts";
import { checked } from "./cells.ts";
import type { Question } from "./form.ts";
import { filled, ofCondition, ofFactor, ofItem } from "./form.ts";
import type { Instrument } from "./measure.ts";
import type { Answered, Form, PlannedAction } from "./reading.ts";
import { together } from "./reading.ts";
import { compared } from "./text.ts";
import type { Asked } from "./understanding.ts";
import { identity, namesOf, understood } from "./understanding.ts";
import type { Words } from "./words.ts";

/** What one rater answers about one site on one day, as it is typed. */
export interface Draft {
  site: string;
  date: string;
  rater: string;
  readonly answers: Map<string, string>; // by the identity of the question
  readonly notes: Map<string, string>;
  readonly plans: PlannedAction[];
}

export function draft(site = "", date = "", rater = ""): Draft {
  return { site, date, rater, answers: new Map(), notes: new Map(), plans: [] };
}

/** A question with what it is called here. */
export interface Placed {
  readonly asked: Asked;
  readonly id: string;
  readonly question: Question;
}

/** Give the items, the conditions and the factors, each with its question. */
export function placed(
  instrument: Instrument,
  words: Words,
): { items: Placed[]; conditions: Placed[]; factors: Placed[] } {
  const at = (kind: Asked["kind"], name: string, question: Question): Placed => {
    const asked = { kind, name };
    return { asked, id: identity(asked), question };
  };
  return {
    items: instrument.items.map((item) => at("item", item.iri, ofItem(instrument, words, item))),
    conditions: instrument.conditions.map((each) => at("condition", each.facet, ofCondition(words, each))),
    factors: instrument.factors.map((factor) => at("factor", factor.iri, ofFactor(words, factor))),
  };
}

/** Give drafts as the answers of a form: every item and condition, and of the checklist what is answered. */
export function repliesOf(instrument: Instrument, words: Words, drafts: readonly Draft[]): Answered[] {
  const { items, conditions, factors } = placed(instrument, words);
  return drafts.flatMap((draft) => {
    const who = { site: draft.site, date: draft.date, rater: draft.rater, file: "", line: 0 };
    const said = ({ id, asked, question }: Placed): Answered[] => {
      const [answer = "", note = ""] = [draft.answers.get(id), draft.notes.get(id)];
      const [plan = null, ...more] =
        asked.kind === "item" ? draft.plans.filter((line) => line.item === asked.name) : [];
      // A word may call both a condition and an item: without an answer, it is the condition.
      const called =
        !answer && note && asked.kind === "item" ? asked.name.replace(instrument.base, "") : question.name;
      return [
        { ...who, question: called, answer, note, plan },
        ...more.map((line) => ({ ...who, question: question.name, answer: "", note: "", plan: line })),
      ];
    };
    const ticked = factors.filter(({ id }) => draft.answers.get(id) || draft.notes.get(id));
    return [...items, ...conditions, ...ticked].flatMap(said);
  });
}

/** Give drafts as the file that `determinants score` reads. */
export function fileOf(instrument: Instrument, words: Words, drafts: readonly Draft[]): string {
  return filled(instrument, words, repliesOf(instrument, words, drafts));
}

/** Give the sheets that the drafts make. What contradicts itself, or cannot be read, is thrown as `Wrong`. */
export function sheetsOf(instrument: Instrument, words: Words, drafts: readonly Draft[]): Sheet[] {
  return answered(instrument, repliesOf(instrument, words, drafts));
}

/** Give forms as drafts. Whatever cannot be used is thrown as `Wrong`, all of it together. */
export function opened(instrument: Instrument, forms: readonly Form[]): Draft[] {
  const { replies, unread } = together(forms);
  answered(instrument, replies, unread);
  const names = namesOf(instrument);
  const found = new Map<string, Draft>();
  for (const reply of replies) {
    const who = JSON.stringify([compared(reply.site), reply.date, compared(reply.rater)]);
    const mine = found.get(who) ?? draft(reply.site, reply.date, reply.rater);
    found.set(who, mine);
    const [asked, value] = understood(instrument, names, reply.question, reply.answer);
    const id = identity(asked);
    if (value !== null)
      mine.answers.set(id, typeof value === "boolean" ? (value ? "yes" : "no") : String(value));
    if (reply.note) mine.notes.set(id, reply.note);
    if (reply.plan) {
      const item = instrument.items.find((each) => each.key === reply.question)?.iri ?? asked.name;
      mine.plans.push({ ...reply.plan, item });
    }
  }
  const whole = [...found.values()].filter(
    (each) => each.answers.size || each.notes.size || each.plans.length,
  );
  return whole.length ? whole : [...found.values()].slice(0, 1);
}

/** Whether nothing is filled in. */
export function isEmpty(draft: Draft): boolean {
  return !draft.answers.size && !draft.notes.size && !draft.plans.length;
}

/** Give everything that is wrong with whose answers these are, and with notes: by the name of the field. */
export function mistakes(drafts: readonly Draft[], current: Draft): WrongCell[] {
  const cells = new Map(
    Object.entries({ question: "x", site: current.site, date: current.date, rater: current.rater }),
  );
  const wrong = [...checked(cells).wrong];
  const same = (other: Draft): boolean =>
    other !== current &&
    other.date === current.date &&
    compared(other.site) === compared(current.site) &&
    compared(other.rater) === compared(current.rater);
  if (drafts.some(same)) {
    const message = "there are answers of this rater for this service and day already.";
    wrong.push({
      column: "rater",
      rule: "answered-twice",
      message,
      advice: "Give another name or day, or edit those.",
    });
  }
  return wrong;
}

/** Give what is wrong with a note. */
export function mistakeInNote(note: string): WrongCell | null {
  return checked(new Map(Object.entries({ question: "x", note }))).wrong[0] ?? null;
}

export { Wrong };
