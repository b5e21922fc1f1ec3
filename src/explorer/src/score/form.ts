// The form: what is asked, question by question, and answers as the file that `determinants score` reads
// (measure/questionnaire.py, forms.py, shorthand.py).

import { PLANNING } from "./cells.ts";
import { csv } from "./delimited.ts";
import type { Choice, Condition, Factor, Instrument, Item } from "./measure.ts";
import { factorsOn } from "./measure.ts";
import type { Answered } from "./reading.ts";
import type { Words } from "./words.ts";

/** A question: what answers call it, what it is about, the sentence, and what each answer means. */
export interface Question {
  readonly name: string;
  readonly about: string;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly helps: readonly string[];
  readonly hinders: readonly string[];
}

/** Give the question of an item, with what has to be weighed. */
export function ofItem(instrument: Instrument, words: Words, item: Item): Question {
  const weighed = (helps: boolean): string[] =>
    factorsOn(instrument, item.influence, helps)
      .filter((factor) => factor.reviewed)
      .map((factor) => factor.label);
  return {
    name: item.key,
    about: words.say("form.about", { number: item.ordinal, item: item.label }),
    text: item.question || words.say("form.item", { meaning: item.meaning }),
    choices: instrument.anchors.map(({ score, meaning }) => ({ answer: String(score), meaning })),
    helps: weighed(true),
    hinders: weighed(false),
  };
}

/** Give the question of a condition. */
export function ofCondition(words: Words, { facet, question, answers }: Condition): Question {
  return {
    name: facet,
    about: "",
    text: question || words.say("form.condition"),
    choices: answers,
    helps: [],
    hinders: [],
  };
}

/** Give the question whether a factor is so. */
export function ofFactor(words: Words, factor: Factor): Question {
  const text = words.say(factor.helps ? "form.so.facilitates" : "form.so.hinders", { factor: factor.label });
  const choices = [
    { answer: "yes", meaning: "" },
    { answer: "no", meaning: "" },
  ];
  return { name: factor.key, about: factor.subject_label, text, choices, helps: [], hinders: [] };
}

/** Give the items, then the conditions, then, if asked for, every factor to tick. */
export function questions(instrument: Instrument, words: Words, checklist: boolean): Question[] {
  return [
    ...instrument.items.map((item) => ofItem(instrument, words, item)),
    ...instrument.conditions.map((condition) => ofCondition(words, condition)),
    ...(checklist ? instrument.factors.map((factor) => ofFactor(words, factor)) : []),
  ];
}

const WORD = "[\\p{L}\\p{N}_]";
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;

/** Give texts that are read one after another: in the first that has an abbreviation, it is spelt out. */
export function speltOut(texts: readonly string[], abbreviations: Instrument["abbreviations"]): string[] {
  const left = new Map(abbreviations);
  return texts.map((text) => {
    let told = text;
    for (const [short, long] of [...left]) {
      const escaped = short.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
      const found = new RegExp(`${BOUNDARY}${escaped}(s?)${BOUNDARY}`, "u").exec(told);
      if (!found) continue;
      const before = told.slice(0, found.index);
      const whole = !before || /[.:] $/.test(before) ? long.slice(0, 1).toUpperCase() + long.slice(1) : long;
      told = `${before}${whole}${found[1]} (${found[0]})${told.slice(found.index + found[0].length)}`;
      left.delete(short);
    }
    return told;
  });
}

const TOLD = ["question", "asks", "helps", "hinders", "choices"] as const;

/** Give what a form tells of each question, by what answers call it; a condition before the item of its name. */
function told(instrument: Instrument, words: Words, checklist: boolean): (readonly string[])[] {
  const asked = questions(instrument, words, checklist);
  const texts = speltOut(
    asked.map(({ about, text }) => (about ? `${about}: ${text}` : text)),
    instrument.abbreviations,
  );
  return asked.map((each, at) => {
    const choices = each.choices.map(({ answer, meaning }) => (meaning ? `${answer}: ${meaning}` : answer));
    return [
      each.name,
      texts[at] ?? "",
      ...[each.helps, each.hinders, choices].map((list) => list.join("\n")),
    ];
  });
}

/** Give a blank form as CSV. */
export function blank(
  instrument: Instrument,
  words: Words,
  { checklist = false, plan = false, site = "", date = "", rater = "" } = {},
): string {
  const room = ["", "", ...(plan ? PLANNING.map(() => "") : [])];
  return written(
    told(instrument, words, checklist).map((row) => [...row, ...room, site, date, rater]),
    plan,
  );
}

/** Give answers as the rows of a form that can be read back, in the order in which they came, as CSV. */
export function filled(instrument: Instrument, words: Words, replies: readonly Answered[]): string {
  const plan = replies.some((reply) => reply.plan);
  const asks = new Map(told(instrument, words, true).map(([name = "", ...rest]) => [name, rest]));
  return written(
    replies.map((reply) => [
      reply.question,
      ...(asks.get(reply.question) ?? TOLD.slice(1).map(() => "")),
      ...[reply.answer, reply.note],
      ...(plan ? PLANNING.map((field) => reply.plan?.[field] ?? "") : []),
      ...[reply.site, reply.date, reply.rater],
    ]),
    plan,
  );
}

/** Give rows as CSV in which each question stands on one line, with the mark by which spreadsheets know UTF-8. */
function written(rows: readonly (readonly string[])[], plan: boolean): string {
  const columns = [...TOLD, "answer", "note", ...(plan ? PLANNING : []), "site", "date", "rater"];
  const lists = new Set(["helps", "hinders", "choices"]);
  const flat = rows.map((row) =>
    row.map((cell, at) => (lists.has(columns[at] ?? "") ? cell.replaceAll("\n", "; ") : cell)),
  );
  return `\ufeff${csv([columns, ...flat])}`;
}
