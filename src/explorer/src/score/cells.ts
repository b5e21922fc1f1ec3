// What the cells of a form may hold (tables/model/fields.py, replies.py): names on one line, notes, days.

import { first, hidden, isAscii, length, plain, short, strip, words } from "./text.ts";

export const PLANNING = ["action", "owner", "by_when", "measure", "review_date"] as const;
export const HELP = ["item", "asks", "helps", "hinders", "choices"] as const;
export const COLUMNS = ["question", ...HELP, "answer", "note", ...PLANNING, "site", "date", "rater"] as const;
export type Column = (typeof COLUMNS)[number];
export type Row = Readonly<Partial<Record<Column, string>>>;

const NAMES: ReadonlySet<string> = new Set(["question", "site", "rater"]);
const HELPS: ReadonlySet<string> = new Set(HELP);

/** A cell is wrong: by which rule, how, and what to write. */
export interface Wrong {
  readonly column: string;
  readonly rule: string;
  readonly message: string;
  readonly advice: string;
}

class Mistake extends Error {
  readonly advice: string;

  constructor(message: string, advice = "Correct the cell.") {
    super(message);
    this.advice = advice;
  }
}

/** Whether a column is one of a form. */
export function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

/** Give a row as it is read, and everything that is wrong with it; an empty cell is an absent value. */
export function checked(cells: ReadonlyMap<string, string>): { row: Row; wrong: readonly Wrong[] } {
  const row: Partial<Record<Column, string>> = {};
  const wrong: Wrong[] = [];
  for (const column of COLUMNS) {
    const cell = cells.get(column) ?? "";
    if (!strip(cell)) {
      if (column === "question") {
        const message = "the cell is empty.";
        wrong.push({
          column,
          rule: "empty-cell",
          message,
          advice: "Fill it in; this column cannot be left empty.",
        });
      }
      continue;
    }
    const found = column === "date" ? day(cell) : text(column, cell);
    if (typeof found === "string") row[column] = found;
    else wrong.push({ ...found, column });
  }
  return { row, wrong };
}

type Refused = Omit<Wrong, "column">;

function text(column: Column, cell: string): string | Refused {
  const most = NAMES.has(column) ? 200 : HELPS.has(column) ? 5000 : 2000;
  const said = strip(cell);
  if (length(said) > most) {
    const message = `'${short(cell)}' is too long: ${length(cell)} characters.`;
    return { rule: "too-long", message, advice: `Shorten it to ${most} characters.` };
  }
  if (HELPS.has(column)) return said;
  return mistaken(() =>
    NAMES.has(column) ? words(wellRead(legible(plain(said)))).join(" ") : legible(said),
  );
}

function mistaken(read: () => string): string | Refused {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { rule: "bad-text", message: `${error.message}.`, advice: error.advice };
  }
}

/** Give a text of which every sign can be seen, or is one that a language or an emoji needs. */
function legible(said: string): string {
  const found = hidden(said.replace(/[\t\r\n]/g, " "));
  if (found) throw new Mistake(`the text has ${found}`, "Write it without signs that cannot be seen.");
  return said;
}

/** Give a text, unless it was opened in another character set than its own. */
function wellRead(said: string): string {
  if (isAscii(said)) return said;
  for (const set of ["windows-1252", "macintosh"]) {
    const meant = reread(said, set);
    if (meant === null) continue;
    throw new Mistake(
      `'${first(said, 60)}' was saved as UTF-8 and opened as something else`,
      `Write '${first(meant, 60)}', or open the file again as UTF-8.`,
    );
  }
  return plain(said);
}

const TABLES = new Map<string, ReadonlyMap<string, number>>();

/** Give what a text is in UTF-8, if it is that, read as another character set. */
function reread(said: string, set: string): string | null {
  let table = TABLES.get(set);
  if (!table) {
    const decoder = new TextDecoder(set);
    const every = Array.from(
      { length: 256 },
      (_, byte) => [decoder.decode(new Uint8Array([byte])), byte] as const,
    );
    // What such a set leaves open, browsers read as controls.
    table = new Map(every.filter(([sign, byte]) => byte < 0x80 || !/[\x80-\x9f]/.test(sign)));
    TABLES.set(set, table);
  }
  const bytes = Array.from(said, (sign) => table.get(sign) ?? -1);
  if (bytes.includes(-1)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

const WRITTEN = /^\s*(\p{Nd}{1,2})([./])(\p{Nd}{1,2})\2(\p{Nd}{4})\s*$/u;
const DAY = /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;

/** Give a day as people write it, if it can mean one day only: 31.1.2026 or 31/1/2026, not 3/1/2026. */
export function day(cell: string): string | Refused {
  const written = WRITTEN.exec(cell);
  let said = strip(cell);
  if (written) {
    let [one, other] = [number(written[1]), number(written[3])];
    if (written[2] === "/" && one <= 12 && other <= 12 && one !== other) {
      return { rule: "bad-text", message: `'${said}' may be two days.`, advice: "Correct the cell." };
    }
    if (written[2] === "/" && other > 12) [one, other] = [other, one];
    const found = iso(number(written[4]), other, one);
    if (!real(found))
      return { rule: "bad-text", message: `'${said}' is not a day.`, advice: "Correct the cell." };
    said = found;
  }
  if (!DAY.test(said)) {
    return {
      rule: "bad-form",
      message: `'${short(written ? said : cell)}' does not fit here.`,
      advice: "Write a day as YYYY-MM-DD.",
    };
  }
  if (!real(said))
    return { rule: "bad-text", message: `'${said}' is not in the calendar.`, advice: "Correct the cell." };
  return said;
}

function iso(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** Whether a day is in the calendar. */
export function real(said: string): boolean {
  const [year = 0, month = 0, date = 0] = said.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1 && date >= 1 && date <= last;
}

/** Give the number that digits of any script are. */
function number(digits = ""): number {
  return Array.from(digits).reduce((sum, sign) => 10 * sum + digit(sign.codePointAt(0) ?? 0), 0);
}

function digit(point: number): number {
  let start = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return (point - start) % 10;
}
