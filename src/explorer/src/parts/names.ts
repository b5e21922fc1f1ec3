/**
 * What everything is called, and the search over it, forgiving of accents and of a slip of the finger: things of the
 * graph, stored questions, and the pages themselves.
 */

import { catalogue } from "../data/asking";
import { resourceJson } from "../data/resources";
import { BASE, iri, slug, type Term } from "../data/terms";
import { write } from "./address";

export interface Named {
  readonly iri: string;
  readonly label: string;
  /** What else it is called. */
  readonly others: readonly string[];
  /** The classes that it is of, by the last part of their IRIs. */
  readonly kinds: readonly string[];
  /** Where it is shown, if that is not the page of a thing. */
  readonly href?: string;
}

/** A page that the search finds, by what it is called and by further words. */
export interface Findable {
  readonly label: string;
  readonly href: string;
  readonly words: string;
}

export interface NamesJson {
  /** path, labels, kinds */
  readonly things: readonly (readonly [string, readonly string[], readonly string[]])[];
  readonly kinds: Readonly<Record<string, string>>;
}

export interface Names {
  readonly things: ReadonlyMap<string, Named>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly find: (said: string, most?: number) => Named[];
}

let made: Promise<Names> | undefined;
const pages: Findable[] = [];

/** Let pages be found. */
export function findable(more: readonly Findable[]): void {
  pages.push(...more);
}

export function names(): Promise<Names> {
  made ??= Promise.all([resourceJson<NamesJson>("names.json"), catalogue()]).then(([json, { questions }]) =>
    index(json, [
      ...pages.map((it) => entry({ ...it, iri: it.href, others: [], kinds: [PAGE] }, it.words)),
      ...Object.entries(questions).map(([name, { summary }]) =>
        entry({ iri: name, label: summary, others: [], kinds: [QUESTION], href: write("ask", name) }, name),
      ),
    ]),
  );
  return made;
}

const PAGE = "page";
const QUESTION = "question";
/** Words that say nothing of what is looked for, unless there is no other. */
const LITTLE = new Set(
  "a an and are can did do does for from how i in is it me my of on or the to what when where which who why with by".split(
    " ",
  ),
);

export interface Entry {
  readonly thing: Named;
  readonly words: string;
  readonly each: readonly string[];
}

export function entry(thing: Named, more: string): Entry {
  const words = plain(`${thing.label} ${more}`);
  return { thing, words, each: [...new Set(words.split(" "))] };
}

/** Make texts comparable: without case, accents and signs. */
export function plain(said: string): string {
  return said
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** How many signs have to be changed to make one word of another, up to a limit; neighbours may be swapped. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) {
    return most + 1;
  }
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? most + 1;
}

export function index(json: NamesJson, more: readonly Entry[] = []): Names {
  const things = json.things.map(([path, labels, kinds]) => {
    const iri = path.includes("://") ? path : BASE + path;
    const thing: Named = { iri, label: labels[0] ?? path, others: labels.slice(1), kinds };
    return entry(thing, [...thing.others, slug(iri)].join(" "));
  });
  const entries = [...more, ...things];
  const find = (said: string, most = 30): Named[] => {
    const wanted = plain(said);
    const all = wanted.split(" ").filter(Boolean);
    const telling = all.filter((it) => !LITTLE.has(it));
    const asked = telling.length > 0 ? telling : all;
    if (asked.length === 0) {
      return [];
    }
    const near = entries.map(({ thing, words, each }) => ({
      thing,
      start: words.startsWith(wanted) ? 0 : ` ${words}`.includes(` ${wanted}`) ? 0.25 : 2,
      by: asked.map((word) => closeness(word, words, each)),
    }));
    const has = (by: readonly (number | undefined)[]) => by.filter((it) => it !== undefined).length;
    // Where nothing has every word, what has most of them is better than nothing.
    const least = Math.max(...near.map(({ by }) => has(by)));
    return near
      .filter(({ by }) => least > asked.length / 2 && has(by) === least)
      .map(({ thing, start, by }) => ({
        thing,
        score:
          by.reduce<number>((sum, it) => sum + (it ?? 0), start) + weight(thing) + thing.label.length / 1000,
      }))
      .sort((one, other) => one.score - other.score)
      .slice(0, most)
      .map(({ thing }) => thing);
  };
  return {
    things: new Map(things.map(({ thing }) => [thing.iri, thing])),
    kinds: { ...json.kinds, [PAGE]: PAGE, [QUESTION]: QUESTION },
    find,
  };
}

/** Give the country that rows name by its code. */
export const countryOf = (code: string): Term => iri(`${BASE}country/${code.toLowerCase()}`);

/** Give what a country is called that rows name by its code. */
export const country = (code: string, called: (iri: string) => string | undefined): string =>
  called(countryOf(code).value) ?? code;

function closeness(word: string, words: string, each: readonly string[]): number | undefined {
  if (words.includes(word)) {
    return each.includes(word) ? 0 : 0.5;
  }
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let least = most + 1;
  for (const other of each) {
    const start = other.length > word.length + most ? other.slice(0, word.length) : other;
    least = Math.min(least, distance(word, start, most));
  }
  return least > most ? undefined : 1 + least;
}

/** What most people look for comes first. */
const FIRST = [
  PAGE,
  "Influence",
  "Review",
  "Construct",
  "Domain",
  "Determinant",
  "Facilitator",
  "Barrier",
  "Publication",
  QUESTION,
];

function weight(thing: Named): number {
  const at = Math.min(
    ...thing.kinds.map((it) => FIRST.indexOf(it)).map((it) => (it < 0 ? FIRST.length : it)),
  );
  return at / 10;
}
