// A table as text, whatever program wrote it: how its bytes are read, what stands between its columns, and how it
// is written. Rules for quotation marks are those of Python's csv module, strictly.

import { strip, lines as textLines } from "./text.ts";

const MAX_CELL = 200_000;
const SEPARATORS = [",", ";", "\t"] as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const SAID = /^"?sep=([,;\t])"?[;,\t]*[\s\x1c-\x1f\x85]*$/;

/** A line of a table: where it stands, and its cells. */
export interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Lines up to what cannot be read, if anything cannot: where that is, and why. */
export interface Table {
  readonly lines: readonly Line[];
  readonly broken: { readonly line: number; readonly why: string } | null;
}

export class NotText extends Error {
  readonly line: number;
  readonly utf8: boolean;

  constructor(message: string, line: number, utf8: boolean) {
    super(message);
    this.line = line;
    this.utf8 = utf8;
  }
}

/** Give the text that bytes are: UTF-16 where their mark says so, else UTF-8. */
export function decoded(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "";
  try {
    return new TextDecoder(wide || "utf-8", { fatal: true }).decode(bytes);
  } catch {
    const place = wide ? bytes.length - 1 : firstBad(bytes);
    const line = bytes.subarray(0, place).reduce((count, byte) => count + Number(byte === 10), 0) + 1;
    throw new NotText(wide ? "the form is not whole UTF-16." : `byte ${place} is not UTF-8.`, line, !wide);
  }
}

/** Give the place of the first byte that is not UTF-8, after the mark at the beginning. */
function firstBad(bytes: Uint8Array): number {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let place = start; place < bytes.length; ) {
    const lead = bytes[place] ?? 0;
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    try {
      decoder.decode(bytes.subarray(place, place + size));
    } catch {
      return place - start;
    }
    place += size;
  }
  return 0;
}

/** Read a table. `names` are heads by which the line is known that says what stands between the columns. */
export function read(text: string, isHeader: (line: string) => boolean): Table {
  const all = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const said = SAID.exec(all[0] ?? "")?.[1];
  if (said) return parsed(all.slice(1), said, 1);
  const header = textLines(text).find(isHeader) ?? all.find((line) => strip(line)) ?? "";
  return parsed(all, separator(header), 0);
}

/** Give what stands between the columns of a header. */
export function separator(header: string): string {
  const count = (mark: string): number => header.split(mark).length - 1;
  return SEPARATORS.reduce<string>((best, mark) => (count(mark) > count(best) ? mark : best), ",");
}

type State = "start" | "field" | "plain" | "quoted" | "closed" | "ended";

function parsed(all: readonly string[], between: string, before: number): Table {
  const found: Line[] = [];
  let [cells, cell, state, start] = [[] as string[], "", "start" as State, 0];
  const broken = (why: string): Table => ({ lines: found, broken: { line: before + start + 1, why } });
  const save = (): void => {
    cells.push(cell);
    cell = "";
  };
  for (const [place, line] of all.entries()) {
    for (const sign of [...line, ""]) {
      const ends = sign === "\n" || sign === "\r" || sign === "";
      if (state === "start" && ends) state = sign ? "ended" : "start";
      else if (state === "ended") {
        if (sign === "") state = "start";
      } else if (state === "quoted") {
        if (sign === '"') state = "closed";
        else cell += sign;
      } else if (state === "closed" && sign === '"') {
        cell += sign;
        state = "quoted";
      } else if (ends) {
        save();
        state = sign ? "ended" : "start";
      } else if (sign === between) {
        save();
        state = "field";
      } else if (state === "closed") return broken(`'${between}' expected after '"'`);
      else if (sign === '"' && state !== "plain") state = "quoted";
      else {
        cell += sign;
        state = "plain";
      }
      if (cell.length > MAX_CELL && [...cell].length > MAX_CELL)
        return broken(`field larger than field limit (${MAX_CELL})`);
    }
    if (state === "start") {
      found.push({ number: before + start + 1, cells });
      [cells, start] = [[], place + 1];
    }
  }
  return state === "start" ? { lines: found, broken: null } : broken("unexpected end of data");
}

/** Give rows as CSV for spreadsheets: a text that one would run as a formula gets an apostrophe before it. */
export function csv(rows: readonly (readonly string[])[]): string {
  const [columns = [], ...others] = rows;
  const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  return [columns, ...others.map((row) => row.map(harmless))]
    .map((row) => `${row.map(quoted).join(",")}\n`)
    .join("");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
