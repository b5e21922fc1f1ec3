// The words of form and report, out of the one file that the command line speaks from (service/words/en.toml).
// The page words no sentence of a report itself.

export type Text = string | readonly string[] | { readonly one: string; readonly other: string };

/** What the Python side makes of the file of words. */
export interface Spoken {
  readonly code: string;
  readonly name: string;
  readonly singular: readonly number[];
  readonly direction: "ltr" | "rtl";
  readonly texts: Readonly<Record<string, Text>>;
}

export type Given = Readonly<Record<string, string | number>>;

/** The words of one language. What is not there, or not just what stands in it, is a mistake of the caller. */
export class Words {
  readonly language: Spoken;

  constructor(language: Spoken) {
    this.language = language;
  }

  /** Give a sentence with what stands in it. Where it has a plural, `count` chooses. */
  say(key: string, given: Given = {}): string {
    const text = this.at(key);
    if (typeof text === "string") return filled(key, text, places(text), given);
    if (!("one" in text)) throw new Error(`'${key}' is several sentences: ask for its lines.`);
    const count = given.count;
    if (typeof count !== "number") throw new Error(`'${key}' is worded by a number: give count.`);
    const wanted = new Set([...places(text.one), ...places(text.other), "count"]);
    return filled(key, this.language.singular.includes(count) ? text.one : text.other, wanted, given);
  }

  /** Give several sentences, as they follow one another. */
  lines(key: string): readonly string[] {
    const text = this.at(key);
    if (typeof text === "string" || "one" in text) throw new Error(`'${key}' is one sentence: have it said.`);
    return text;
  }

  /** Give all sentences of a table of the file by their own names, such as the heads of columns. */
  under(prefix: string): Map<string, string> {
    const keys = Object.keys(this.language.texts).filter((key) => key.startsWith(`${prefix}.`));
    return new Map(keys.map((key) => [key.slice(prefix.length + 1), this.say(key)]));
  }

  private at(key: string): Text {
    const text = Object.hasOwn(this.language.texts, key) ? this.language.texts[key] : undefined;
    if (text === undefined) throw new Error(`there is no '${key}' in the words of ${this.language.name}.`);
    return text;
  }
}

const PLACE = /\{\{|\}\}|\{([^{}]*)\}/g;

function places(text: string): Set<string> {
  return new Set(Array.from(text.matchAll(PLACE), (found) => found[1]).filter((name) => name !== undefined));
}

function filled(key: string, text: string, wanted: ReadonlySet<string>, given: Given): string {
  const names = Object.keys(given);
  if (names.length !== wanted.size || names.some((name) => !wanted.has(name))) {
    throw new Error(`in '${key}' stand ${[...wanted].join(", ")}, and given are ${names.join(", ")}.`);
  }
  return text.replace(PLACE, (whole, name: string | undefined) =>
    name === undefined ? whole.slice(1) : String(given[name]),
  );
}
