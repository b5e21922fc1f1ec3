// What somebody answers → which question is meant, and the value of the answer (measure/understanding.py).

import type { Choice, Instrument } from "./measure.ts";
import { answersTo } from "./measure.ts";
import { near } from "./near.ts";
import { byText, compared, first, folded, strip } from "./text.ts";

const YES = new Set(["yes", "y", "x", "true"]);
const NO = new Set(["no", "n", "false"]);

export type Kind = "item" | "factor" | "condition";

/** What a form calls a question: the IRI of an item or a factor, or the facet of a condition. */
export interface Asked {
  readonly kind: Kind;
  readonly name: string;
}

/** What was given is no answer to the question: why, and what to write instead. */
export class NotAnAnswer extends Error {
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** No question is called so, or more than one. */
export class UnknownName extends Error {
  readonly near: readonly string[];

  constructor(said: string, close: readonly string[], ambiguous: boolean) {
    const meant = close.length ? ` Did you mean ${close.join(" or ")}?` : "";
    super(
      ambiguous
        ? `more than one question is meant by '${said}': ${close.join(", ")}.`
        : `no question is called '${said}'.${meant}`,
    );
    this.near = close;
    this.ambiguous = ambiguous;
  }

  readonly ambiguous: boolean;
}

/** What every question of a measure is called: exactly, and, for items, by label or number. */
export interface Names {
  readonly base: string;
  readonly exact: ReadonlyMap<string, readonly Asked[]>;
  readonly key: ReadonlyMap<string, string>; // by identity
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Give what tells a question from every other. */
export function identity(asked: Asked): string {
  return `${asked.kind} ${asked.name}`;
}

export function namesOf(instrument: Instrument): Names {
  const listed: [Asked, string][] = [
    ...instrument.conditions.map(({ facet }): [Asked, string] => [{ kind: "condition", name: facet }, facet]),
    ...instrument.items.map((item): [Asked, string] => [{ kind: "item", name: item.iri }, item.key]),
    ...instrument.factors.map((factor): [Asked, string] => [
      { kind: "factor", name: factor.iri },
      factor.key,
    ]),
  ];
  const exact = new Map<string, readonly Asked[]>();
  for (const [asked, name] of listed) exact.set(name, [...(exact.get(name) ?? []), asked]);
  return {
    base: instrument.base,
    exact,
    key: new Map(listed.map(([asked, name]) => [identity(asked), name])),
    // Only items may be named freely: a hundred factors have too many words in common.
    labels: new Map(
      instrument.items.map((item) => [item.iri, new Set([item.label, item.key, String(item.ordinal)])]),
    ),
  };
}

export type Value = number | boolean | string;

/** Give what is asked, and the value of the answer; null for an answer that was left empty. */
export function understood(
  instrument: Instrument,
  names: Names,
  question: string,
  answer: string,
): [Asked, Value | null] {
  const meant = askedBy(question, names);
  const [condition] = meant;
  if (!condition) throw new UnknownName(question, [], false);
  if (!strip(answer)) return [condition, null];
  const wrong: NotAnAnswer[] = [];
  for (const asked of meant) {
    try {
      return [asked, answerOf(instrument, asked, answer)];
    } catch (error) {
      if (!(error instanceof NotAnAnswer)) throw error;
      wrong.push(error);
    }
  }
  if (wrong.length === 1 && wrong[0]) throw wrong[0];
  const choices = either(answersTo(instrument, condition.name).map((choice) => choice.answer));
  throw new NotAnAnswer(
    `'${shown(answer)}' is neither an answer to '${condition.name}' nor a score of its item.`,
    `Write ${choices}, or ${either(instrument.anchors.map((anchor) => String(anchor.score)))}.`,
  );
}

/** Give what may be meant by the name of a question: a condition, an item, or either of the two. */
export function askedBy(question: string, names: Names): readonly Asked[] {
  const found = names.exact.get(strip(question)) ?? [];
  const last = found.at(-1);
  if (last && last.kind !== "condition") return found;
  try {
    return [...found, { kind: "item", name: resolved(question, names) }];
  } catch (error) {
    if (!(error instanceof UnknownName)) throw error;
    if (found.length) return found;
    const close = error.near.length ? error.near : near(question, [...names.exact.keys()]);
    throw new UnknownName(question, close, error.ambiguous);
  }
}

/** Give the IRI of the item that is meant: by IRI, path, slug or label, or a part that no other has. */
function resolved(given: string, { base, labels }: Names): string {
  const said = strip(given);
  if (labels.has(said)) return said;
  const below = base + said.replace(/^\/+|\/+$/g, "");
  if (labels.has(below)) return below;
  const [scope, ...rest] = said.split(":");
  const name = rest.join(":");
  if (scope && name) {
    const qualified = [...labels.keys()].filter(
      (iri) => iri.startsWith(`${base}${scope}/`) && slug(iri) === name,
    );
    if (qualified.length === 1 && qualified[0]) return qualified[0];
  }
  const wanted = bare(said);
  const names = new Map(
    Array.from(
      labels,
      ([iri, known]) => [iri, new Set([bare(slug(iri)), ...Array.from(known, bare)])] as const,
    ),
  );
  const whole = [...names].filter(([, known]) => wanted && known.has(wanted)).map(([iri]) => iri);
  const part = whole.length
    ? whole
    : [...names]
        .filter(([, known]) => wanted && [...known].some((each) => each.includes(wanted)))
        .map(([iri]) => iri);
  if (part.length === 1 && part[0]) return part[0];
  if (part.length) {
    const paths = part.map((iri) => (iri.startsWith(base) ? iri.slice(base.length) : iri)).sort(byText);
    throw new UnknownName(said, paths.slice(0, 8), true);
  }
  const byName = new Map(
    [...names].flatMap(([iri, known]) => Array.from(known, (each) => [each, iri] as const)),
  );
  const close = near(wanted, [...byName.keys()]).map((each) => slug(byName.get(each) ?? ""));
  throw new UnknownName(said, [...new Set(close)], false);
}

function slug(iri: string): string {
  return iri.split(/[/#]/).at(-1) ?? "";
}

/** Make names comparable: lower case, words only. */
function bare(name: string): string {
  return (folded(compared(name)).match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");
}

function answerOf(instrument: Instrument, asked: Asked, answer: string): Value {
  const given = folded(chosen(instrument, asked, answer));
  const told = `'${shown(answer)}'`;
  if (asked.kind === "item") {
    const whole = given.replace(/^([0-9]+)[.,]0+$/, "$1"); // as spreadsheets show whole numbers
    const anchor = instrument.anchors.find((each) => String(each.score) === whole);
    if (anchor) return anchor.score;
    const choices = either(instrument.anchors.map((each) => String(each.score)));
    throw new NotAnAnswer(
      `${told} is not a score.`,
      `Write ${choices}, or leave it empty if nobody can say.`,
    );
  }
  if (asked.kind === "factor") {
    if (YES.has(given)) return true;
    if (NO.has(given)) return false;
    throw new NotAnAnswer(`${told} is neither yes nor no.`, "Write yes, no, or leave it empty.");
  }
  const answers = answersTo(instrument, asked.name).map((choice) => choice.answer);
  if (answers.includes(given)) return given;
  throw new NotAnAnswer(`${told} is not an answer here.`, `Write ${either(answers)}, or leave it empty.`);
}

/** Give an answer without its meaning, which stands behind it where it was chosen from a list. */
function chosen(instrument: Instrument, asked: Asked, answer: string): string {
  const said = strip(answer);
  const colon = said.indexOf(":");
  if (colon < 0 || asked.kind === "factor") return said;
  const start = strip(said.slice(0, colon));
  const meaning = said.slice(colon + 1);
  const choices: readonly Choice[] =
    asked.kind === "condition"
      ? answersTo(instrument, asked.name)
      : instrument.anchors.map((anchor) => ({ answer: String(anchor.score), meaning: anchor.meaning }));
  const known = choices.find((choice) => choice.answer === folded(start))?.meaning;
  if (known === undefined || compared(known) === compared(meaning)) return known ? start : said;
  throw new NotAnAnswer(
    `'${start}' does not mean '${shown(meaning)}'.`,
    `Write ${start} alone if it is meant.`,
  );
}

function shown(answer: string): string {
  return first(strip(answer), 40);
}

/** Give names as a choice, in messages. */
export function either(choices: readonly string[]): string {
  const last = choices.at(-1) ?? "";
  return choices.length > 1 ? `${choices.slice(0, -1).join(", ")} or ${last}` : last;
}
