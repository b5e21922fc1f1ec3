// A filled form as JSON: a list of objects, one for each answer (tables/sheets.py). Read here and not by the browser,
// so that what is wrong is told with its place, a key that stands twice is seen, and every number stays as it was typed.

import { short } from "./text.ts";

const LONGEST = 20; // digits; a longer number is no answer, and is refused as a text is
const DEEPEST = 500; // objects within one another; a form has one

/** What is wrong with a form in JSON, on which line, and what to do. */
export class NotObjects extends Error {
  readonly line: number;
  readonly advice: string;

  constructor(message: string, line: number, advice: string) {
    super(message);
    this.line = line;
    this.advice = advice;
  }
}

/** Something in a list or an object; what is in a cell as text, where it is neither. */
type Value = string | readonly Value[] | ReadonlyMap<string, Value>;

interface Lines {
  /** Every key, in the order in which they come. */
  readonly header: readonly string[];
  /** The answers, each with the line on which it begins. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** Read a list of answers. */
export function objects(text: string): Lines {
  const reader = new Reader(text);
  const told = reader.whole();
  const answers = Array.isArray(told) ? told.filter((each) => each instanceof Map) : [];
  if (!Array.isArray(told) || answers.length < told.length) {
    throw new NotObjects(
      "it is not a list of answers.",
      1,
      'Write a list such as [{"question": "psw-training", "answer": 2}].',
    );
  }
  const header = [...new Set(answers.flatMap((row: ReadonlyMap<string, Value>) => [...row.keys()]))];
  const rows = answers.map((row: ReadonlyMap<string, Value>, at) => ({
    number: reader.lineAt(reader.starts[at] ?? 0),
    cells: header.map((column) => inCell(row.get(column) ?? "")),
  }));
  return { header, rows };
}

/** Give what is in a cell; a list or an object is no answer, and is told as what it is. */
const inCell = (value: Value): string =>
  typeof value === "string"
    ? value
    : JSON.stringify(value, (_, each: unknown) => (each instanceof Map ? Object.fromEntries(each) : each));

const CONSTANTS: Readonly<Record<string, string>> = {
  null: "",
  true: "yes",
  false: "no",
  NaN: "nan",
  Infinity: "inf",
  "-Infinity": "-inf",
};
const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

class Reader {
  /** Where each part of the outermost list begins. */
  readonly starts: number[] = [];
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Value {
    this.pass();
    const found = this.value(0);
    this.pass();
    if (this.at < this.text.length) this.wrong("extra data");
    return found;
  }

  lineAt(place: number): number {
    return this.text.slice(0, place).split("\n").length;
  }

  private wrong(what: string, at = this.at): never {
    const line = this.text.slice(0, at).split("\n");
    const column = Array.from(line.at(-1) ?? "").length + 1;
    throw new NotObjects(`it is not JSON: ${what} in column ${column}.`, line.length, "Mend the file there.");
  }

  private pass(): void {
    while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private takes(sign: string): boolean {
    const is = this.text[this.at] === sign;
    if (is) this.at += 1;
    return is;
  }

  private value(depth: number): Value {
    if (depth > DEEPEST) {
      throw new NotObjects("it is not JSON in UTF-8.", 0, "Save it again from where it came.");
    }
    if (this.takes('"')) return this.quoted();
    if (this.takes("{")) return this.object(depth);
    if (this.takes("[")) return this.list(depth);
    const constant = Object.keys(CONSTANTS).find((each) => this.text.startsWith(each, this.at));
    if (constant !== undefined) {
      this.at += constant.length;
      return CONSTANTS[constant] ?? "";
    }
    return this.number();
  }

  private number(): string {
    const pattern = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) this.wrong("expecting value");
    const [all = "", whole = "", ...rest] = found;
    this.at += all.length;
    if (rest.every((part) => part === undefined))
      return whole.length < LONGEST ? String(BigInt(whole)) : whole;
    const value = Number(all);
    if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
    return Number.isInteger(value) ? String(BigInt(value)) : String(value);
  }

  private quoted(): string {
    const start = this.at - 1;
    let found = "";
    for (;;) {
      const sign = this.text[this.at];
      if (sign === undefined) this.wrong("unterminated string starting at", start);
      if (sign < " ") this.wrong("invalid control character at");
      this.at += 1;
      if (sign === '"') return found;
      found += sign === "\\" ? this.escape(start) : sign;
    }
  }

  private escape(start: number): string {
    const sign = this.text[this.at];
    if (sign === undefined) this.wrong("unterminated string starting at", start);
    if (sign === "u") {
      const digits = this.text.slice(this.at + 1, this.at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.wrong("invalid \\uxxxx escape", this.at + 1);
      this.at += 5;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const meant = Object.hasOwn(ESCAPED, sign) ? ESCAPED[sign] : undefined;
    if (meant === undefined) this.wrong("invalid \\escape", this.at - 1);
    this.at += 1;
    return meant;
  }

  private object(depth: number): Value {
    const pairs: [string, Value][] = [];
    this.pass();
    if (!this.takes("}")) {
      do {
        this.pass();
        if (!this.takes('"')) this.wrong("expecting property name enclosed in double quotes");
        const key = this.quoted();
        this.pass();
        if (!this.takes(":")) this.wrong("expecting ':' delimiter");
        this.pass();
        pairs.push([key, this.value(depth + 1)]);
        this.pass();
      } while (this.takes(","));
      if (!this.takes("}")) this.wrong("expecting ',' delimiter");
    }
    const found = new Map(pairs);
    const twice = pairs.find(([key], at) => pairs.findIndex(([other]) => other === key) < at);
    if (twice) {
      const message = `it has an answer in which '${short(twice[0])}' stands twice.`;
      throw new NotObjects(message, 0, "Remove one of the two.");
    }
    return found;
  }

  private list(depth: number): Value {
    const found: Value[] = [];
    this.pass();
    if (this.takes("]")) return found;
    do {
      this.pass();
      if (depth === 0) this.starts.push(this.at);
      found.push(this.value(depth + 1));
      this.pass();
    } while (this.takes(","));
    if (!this.takes("]")) this.wrong("expecting ',' delimiter");
    return found;
  }
}
