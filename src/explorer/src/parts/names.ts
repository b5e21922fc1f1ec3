/** What everything is called, and the search over it, forgiving of accents and of a slip of the finger. */

import { resourceJson } from "../data/resources";
import { BASE, slug } from "../data/terms";

export interface Named {
  readonly iri: string;
  readonly label: string;
  /** The classes that it is of, by the last part of their IRIs. */
  readonly kinds: readonly string[];
}

interface NamesJson {
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

export function names(): Promise<Names> {
  made ??= resourceJson<NamesJson>("names.json").then(index);
  return made;
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

function index(json: NamesJson): Names {
  const entries = json.things.map(([path, labels, kinds]) => {
    const iri = path.includes("://") ? path : BASE + path;
    const thing: Named = { iri, label: labels[0] ?? path, kinds };
    const words = plain([...labels, slug(iri)].join(" "));
    return { thing, words, each: [...new Set(words.split(" "))] };
  });
  const find = (said: string, most = 30): Named[] => {
    const wanted = plain(said);
    const asked = wanted.split(" ").filter(Boolean);
    if (asked.length === 0) {
      return [];
    }
    const scored: { thing: Named; score: number }[] = [];
    for (const { thing, words, each } of entries) {
      let score = words.startsWith(wanted) ? 0 : words.includes(wanted) ? 1 : 2;
      for (const word of asked) {
        const near = closeness(word, words, each);
        if (near === undefined) {
          score = Number.POSITIVE_INFINITY;
          break;
        }
        score += near;
      }
      if (Number.isFinite(score)) {
        scored.push({ thing, score: score + weight(thing) + thing.label.length / 1000 });
      }
    }
    return scored
      .sort((one, other) => one.score - other.score)
      .slice(0, most)
      .map((it) => it.thing);
  };
  return { things: new Map(entries.map(({ thing }) => [thing.iri, thing])), kinds: json.kinds, find };
}

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
  "Influence",
  "Review",
  "Construct",
  "Domain",
  "Determinant",
  "Facilitator",
  "Barrier",
  "Publication",
];

function weight(thing: Named): number {
  const at = Math.min(
    ...thing.kinds.map((it) => FIRST.indexOf(it)).map((it) => (it < 0 ? FIRST.length : it)),
  );
  return at / 10;
}
