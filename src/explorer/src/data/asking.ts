/** Ask stored questions: of what was prepared where it was, and else of the engine. */

import { ask } from "../engine/engine";
import { type Catalogue, key, type Narrowing, narrowed, type Question } from "./questions";
import { resourceJson } from "./resources";
import { path, type ResultsJson, type Rows, rowsOf } from "./terms";

type Prepared = Readonly<Record<string, ResultsJson>>;

export async function catalogue(): Promise<Catalogue> {
  const known = await resourceJson<Catalogue>("catalogue.json");
  headings = known.headings;
  return known;
}

let headings: Catalogue["headings"] = {};

/** Give the words over a column, as everything else that shows rows has them; of a column of no question, its name. */
export const called = (column: string): string =>
  (Object.hasOwn(headings, column) ? headings[column] : undefined) ?? plainly(column);

/** Give the name of a column as words. */
export const plainly = (column: string): string => column.replace(/_label$/, "").replaceAll("_", " ");

/** Give a question by its name or by one that it had before. */
export async function question(name: string): Promise<{ name: string; question: Question }> {
  const known = await catalogue();
  const now = Object.hasOwn(known.aliases, name) ? (known.aliases[name] ?? name) : name;
  const found = Object.hasOwn(known.questions, now) ? known.questions[now] : undefined;
  if (found === undefined) {
    throw new RangeError(`There is no question called '${name}'.`);
  }
  return { name: now, question: found };
}

const kept = new Map<string, Promise<Rows>>();

/** Give the answer to a stored question, narrowed. What was asked before is not asked again. */
export function answer(name: string, by: Narrowing): Promise<Rows> {
  const under = key(name, by);
  let found = kept.get(under);
  if (found === undefined) {
    found = given(name, by, under);
    found.catch(() => kept.delete(under));
    kept.set(under, found);
  }
  return found;
}

async function given(name: string, by: Narrowing, under: string): Promise<Rows> {
  const ready = await prepared(by, under);
  if (ready !== undefined) {
    return rowsOf(ready);
  }
  const asked = await question(name);
  const found = await ask(narrowed(asked.question, by));
  return rowsOf(JSON.parse(found.text) as ResultsJson);
}

async function prepared(by: Narrowing, under: string): Promise<ResultsJson | undefined> {
  const terms = Object.values(by).flat();
  const about = terms.length === 0 ? "home" : terms.length === 1 ? path(terms[0]?.value ?? "") : undefined;
  if (about === undefined || (about !== "home" && !(await catalogue()).prepared.includes(about))) {
    return undefined;
  }
  const bundle = await resourceJson<Prepared>(`answers/${about.replaceAll("/", "~")}.json`);
  return Object.hasOwn(bundle, under) ? bundle[under] : undefined;
}
