// Answers of forms → what each rater answered about each site on each day, or every problem with them
// (measure/answering.py).

import type { Instrument } from "./measure.ts";
import type { Problem } from "./problems.ts";
import { alike } from "./problems.ts";
import type { Answered, PlannedAction } from "./reading.ts";
import { byText, compared } from "./text.ts";
import { askedBy, identity, NotAnAnswer, namesOf, UnknownName, understood } from "./understanding.ts";

export const UNNAMED_SITE = "Our service";

/** All that one rater answered about one site on one day. What is not in it was not answered. */
export interface Sheet {
  readonly site: string;
  readonly date: string;
  readonly rater: string;
  readonly scores: ReadonlyMap<string, number>; // by item
  readonly ticks: ReadonlyMap<string, boolean>; // by factor: whether it is so
  readonly conditions: ReadonlyMap<string, string>; // by facet
  readonly notes: ReadonlyMap<string, string>; // by item, factor or facet
  readonly plans: readonly PlannedAction[]; // in the order of the form
}

/** Whether anything is said of how things are, and not only of what to do. */
export function rates(sheet: Sheet): boolean {
  return Boolean(sheet.scores.size || sheet.ticks.size || sheet.conditions.size || sheet.notes.size);
}

/** Answers that cannot be used, with everything that is wrong with them. */
export class Wrong extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${problems.length} answers cannot be used`);
    this.problems = problems;
  }
}

/** Order sheets by site, day and rater. */
export function bySheet(one: Sheet, other: Sheet): number {
  return byText(one.site, other.site) || byText(one.date, other.date) || byText(one.rater, other.rater);
}

interface Open {
  readonly site: string;
  readonly date: string;
  readonly rater: string;
  readonly scores: Map<string, number>;
  readonly ticks: Map<string, boolean>;
  readonly conditions: Map<string, string>;
  readonly notes: Map<string, string>;
  readonly plans: PlannedAction[];
}

/**
 * Give one sheet for each site, day and rater, in that order.
 *
 * Names are the same in capitals or not; they are shown as they were first written.
 */
export function answered(
  instrument: Instrument,
  replies: readonly Answered[],
  unread: readonly Problem[] = [],
): Sheet[] {
  const names = namesOf(instrument);
  const sheets = new Map<string, Open>();
  const first = new Map<string, Answered>();
  const written = new Map<string, string>();
  const problems: Problem[] = [...unread];
  const wrong = (reply: Answered, column: string, rule: string, message: string, advice: string): void => {
    problems.push({ file: reply.file, line: reply.line, column, rule, message, advice });
  };
  const asWritten = (name: string): string => {
    const same = compared(name);
    if (!written.has(same)) written.set(same, name);
    return written.get(same) ?? name;
  };
  for (const reply of replies) {
    let found: ReturnType<typeof understood>;
    try {
      found = understood(instrument, names, reply.question, reply.answer);
    } catch (error) {
      if (error instanceof UnknownName) {
        const advice = "Use the names that 'determinants form' writes, or remove the row if it is no answer.";
        wrong(reply, "question", "unknown-question", error.message, advice);
      } else if (error instanceof NotAnAnswer)
        wrong(reply, "answer", "not-an-answer", error.message, error.advice);
      else throw error;
      continue;
    }
    const [asked, value] = found;
    const who = JSON.stringify([compared(reply.site || UNNAMED_SITE), reply.date, compared(reply.rater)]);
    if (value !== null) {
      const what = `${who} ${identity(asked)}`;
      const earlier = first.get(what);
      if (earlier) {
        wrong(reply, "question", "answered-twice", ...twice(reply, earlier));
        continue;
      }
      first.set(what, reply);
    }
    const [site, rater] = [asWritten(reply.site || UNNAMED_SITE), asWritten(reply.rater)];
    const sheet: Open = sheets.get(who) ?? {
      ...{ site, date: reply.date, rater, scores: new Map(), ticks: new Map() },
      ...{ conditions: new Map(), notes: new Map(), plans: [] },
    };
    sheets.set(who, sheet);
    if (reply.note) sheet.notes.set(asked.name, reply.note);
    if (reply.plan) {
      const item = askedBy(reply.question, names).find((each) => each.kind === "item");
      if (item) sheet.plans.push({ ...reply.plan, item: item.name });
      else {
        const message = "an action is planned for something that is no item.";
        wrong(reply, "action", "not-an-item", message, "Move it to the row of an item.");
      }
    }
    if (asked.kind === "item" && typeof value === "number") sheet.scores.set(asked.name, value);
    if (asked.kind === "factor" && typeof value === "boolean") sheet.ticks.set(asked.name, value);
    if (asked.kind === "condition" && typeof value === "string") sheet.conditions.set(asked.name, value);
  }
  if (problems.length) throw new Wrong(alike(problems));
  return [...sheets.values()].filter((sheet) => rates(sheet) || sheet.plans.length).sort(bySheet);
}

function twice(reply: Answered, earlier: Answered): [string, string] {
  const place = earlier.file ? `${earlier.file}:${earlier.line}` : "the call";
  return [
    `'${reply.question}' is answered twice by the same rater for the same site and day: first in ${place}.`,
    reply.rater ? "Remove one of the two." : "Tell raters apart in the column 'rater', or remove one.",
  ];
}
