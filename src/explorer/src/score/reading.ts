// Filled forms → answers, and every problem with a row (tables/sheets.py): the files that the command line reads,
// as CSV, tab-separated values, JSON or a workbook, with a title above the header or not, several raters, days and sites in one.

import type { Column, Row } from "./cells.ts";
import { COLUMNS, checked, isColumn, PLANNING } from "./cells.ts";
import { decoded, NotText, read as table } from "./delimited.ts";
import { NotObjects, objects } from "./objects.ts";
import type { Problem } from "./problems.ts";
import { folded, short, strip, words } from "./text.ts";
import type { Spoken } from "./words.ts";
import { Words } from "./words.ts";
import type { Sheet } from "./workbook.ts";
import { NotAWorkbook, sheetsIn } from "./workbook.ts";

const LARGEST = 5_000_000; // bytes; a form has some forty thousand
const MOST = 20_000; // rows
const WIDEST = 1_000; // columns
const SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx, or as 'CSV UTF-8'.";
const WHO: readonly string[] = ["site", "date", "rater", "note"]; // without these, an answer can still be checked

/** A line of an action plan. Whatever is not agreed yet is empty. */
export interface PlannedAction {
  readonly item: string;
  readonly action: string;
  readonly owner: string;
  readonly by_when: string;
  readonly measure: string;
  readonly review_date: string;
}

/** One answer, as it was given, with the place that it stands at. */
export interface Answered {
  readonly question: string;
  readonly answer: string;
  readonly note: string;
  readonly site: string;
  readonly date: string;
  readonly rater: string;
  readonly file: string;
  readonly line: number;
  readonly plan: PlannedAction | null; // of an item; nothing, where nothing is agreed
}

/** What a form holds, and what of it cannot be read. */
export interface Form {
  readonly replies: readonly Answered[];
  readonly unread: readonly Problem[];
}

/** Columns by the heads that they may have, in any language. */
export type Heads = ReadonlyMap<string, string>;

/** Give the heads of forms in some languages. */
export function headsOf(languages: readonly Spoken[]): Heads {
  const prefix = "form.head.";
  return new Map(
    languages.flatMap(({ texts }) =>
      Object.entries(texts)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, text]) => [folded(String(text)), key.slice(prefix.length)] as const),
    ),
  );
}

interface Numbered {
  readonly number: number;
  readonly cells: readonly string[];
}

type Found = Numbered | Problem;

function isProblem(found: Found): found is Problem {
  return "rule" in found;
}

/** Read a filled form. */
export function read(name: string, content: Uint8Array, heads: Heads): Form {
  if (content.length > LARGEST) {
    return unreadable(name, `the file is larger than ${LARGEST.toLocaleString("en")} bytes, as no form is.`);
  }
  let lines: Found[];
  try {
    lines = delimited(name, decoded(content), heads);
  } catch (error) {
    if (!(error instanceof NotText)) throw error;
    const advice = "Save the form as 'CSV UTF-8', or as a workbook (.xlsx).";
    lines = [{ file: name, line: error.line, column: "", rule: "not-utf8", message: error.message, advice }];
  }
  return ofLines(lines, name, heads);
}

/** Give what lines hold, of which the first with the columns of a form is the header. */
function ofLines(lines: readonly Found[], name: string, heads: Heads): Form {
  if (lines.length > MOST)
    return unreadable(name, `it has more than ${MOST.toLocaleString("en")} rows, as no form has.`);
  const wide = lines.find((line) => !isProblem(line) && line.cells.length > WIDEST);
  if (wide && !isProblem(wide)) {
    return unreadable(
      name,
      `it has more than ${WIDEST.toLocaleString("en")} columns, as no form has.`,
      wide.number,
    );
  }
  return entries(tidy(lines, name, heads), name);
}

/** The forms of a file, and the names of sheets that are none and were not read. */
export interface Opened {
  readonly forms: readonly Form[];
  readonly aside: readonly string[];
}

/** Read a filled form of any kind: of a workbook, every sheet that is a form. */
export async function readAny(
  name: string,
  content: Uint8Array,
  languages: readonly Spoken[],
): Promise<Opened> {
  const heads = headsOf(languages);
  if (/\.json$/i.test(name) && content.length <= LARGEST) {
    return { forms: [ofLines(objectsOf(name, content), name, heads)], aside: [] };
  }
  if (!/\.xlsx$/i.test(name) || content.length > LARGEST) {
    return { forms: [read(name, content, heads)], aside: [] };
  }
  let found: Sheet[];
  try {
    found = await sheetsIn(content);
  } catch (error) {
    if (!(error instanceof NotAWorkbook)) throw error;
    return { forms: [unreadable(name, error.message)], aside: [] };
  }
  const guides = guidesOf(languages);
  const others = found.filter(
    ({ title, rows }) => !guides.some((guide) => guide.test(title)) && rows.some((row) => row.some(Boolean)),
  );
  const headed = ({ rows }: Sheet): number | null => place(rows.map((row) => named(row, heads)));
  const isForm = (sheet: Sheet): boolean => {
    const columns = named(sheet.rows[headed(sheet) ?? -1] ?? [], heads);
    return columns.includes("answer") || columns.includes("action");
  };
  const some = found.filter(isForm);
  // Where none is a form, the one that comes nearest is told of.
  const among = others.length ? others : found;
  const chosen = some.length ? some : [among.find((sheet) => headed(sheet) !== null) ?? among[0]];
  const called = ({ title }: Sheet): string => (others.length < 2 ? name : `${name} [${title}]`);
  return {
    forms: found
      .filter((sheet) => chosen.includes(sheet))
      .map((sheet) =>
        ofLines(
          sheet.rows.map((cells, at) => ({ number: at + 1, cells })),
          called(sheet),
          heads,
        ),
      ),
    aside: others.filter((sheet) => !chosen.includes(sheet)).map(called),
  };
}

/** Give the names of sheets that are for people, in some languages; those that are numbered end in any number. */
function guidesOf(languages: readonly Spoken[]): RegExp[] {
  const titles = languages.flatMap((language) => {
    const words = new Words(language);
    const book = (name: string, given = {}): string => words.say(`report.book.named.${name}`, given);
    return [
      words.say("form.guide"),
      ...["read_me", "scores", "evidence"].map((name) => book(name)),
      book("memo", { number: "*" }),
      book("matrix", { edition: "*" }),
    ];
  });
  return ["Choices", ...titles].map(
    (title) =>
      new RegExp(`^${title.replace(/[.+?^${}()|[\]\\/-]/g, "\\$&").replaceAll("*", "[\\s\\S]*")}$`, "u"),
  );
}

function unreadable(file: string, message: string, line = 0): Form {
  return { replies: [], unread: [noForm(file, message, line, SAVE_AS)] };
}

const noForm = (file: string, message: string, line: number, advice: string): Problem => ({
  file,
  line,
  column: "",
  rule: "not-a-form",
  message,
  advice,
});

/** Give the answers of a list of objects as lines, each numbered by the line on which it begins. */
function objectsOf(file: string, content: Uint8Array): Found[] {
  try {
    const { header, rows } = objects(new TextDecoder("utf-8", { fatal: true }).decode(content));
    return [{ number: 1, cells: header }, ...rows];
  } catch (error) {
    if (error instanceof NotObjects) return [noForm(file, error.message, error.line, error.advice)];
    if (!(error instanceof TypeError)) throw error; // which says that it is not UTF-8
    return [noForm(file, "it is not JSON in UTF-8.", 0, "Save it again from where it came.")];
  }
}

function delimited(file: string, text: string, heads: Heads): Found[] {
  const asks = [
    "question",
    ...[...heads].filter(([, column]) => column === "question").map(([head]) => head),
  ];
  const { lines, broken } = table(text, (line) => asks.some((ask) => folded(line).includes(ask)));
  const found: Found[] = lines.map(({ number, cells }) => ({ number, cells: cells.map(asTyped) }));
  if (broken) {
    const advice = "Look for a quotation mark that is not closed or not doubled.";
    const message = `the row is not well-formed CSV (${broken.why}).`;
    found.push({ file, line: broken.line, column: "", rule: "not-csv", message, advice });
  }
  return found;
}

/** Take off the apostrophe that keeps a spreadsheet program from running a text as a formula. */
function asTyped(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function named(cells: readonly string[], heads: Heads): string[] {
  return cells.map((cell) => folded(words(cell).join(" "))).map((cell) => heads.get(cell) ?? cell);
}

/** Give lines from the header on, with its names in lower case and without empty columns. */
function tidy(rows: readonly Found[], file: string, heads: Heads): Found[] {
  const filled = (row: Found): boolean => isProblem(row) || row.cells.some((cell) => strip(cell));
  const header = place(rows.map((row) => (isProblem(row) ? [] : named(row.cells, heads))));
  const start = header ?? (rows.some(filled) ? rows.findIndex(filled) : rows.length);
  const body = rows.slice(start).filter((row): row is Numbered => !isProblem(row));
  const found: Found[] = rows.slice(0, start).filter(isProblem);
  const [top] = body;
  if (!top) return [...found, ...rows.slice(start)];
  const columns = named(top.cells, heads);
  const widest = Math.max(...body.map((row) => row.cells.length));
  const kept = Array.from({ length: widest }, (_, at) => at).filter((at) =>
    body.some((row) => strip(row.cells[at] ?? "")),
  );
  const bare = kept.find((at) => columns[at] === "");
  if (bare !== undefined) {
    const message = `column ${bare + 1} has cells and no name.`;
    const advice = "Name it in the header, or remove it.";
    return [...found, { file, line: top.number, column: "", rule: "unnamed-column", message, advice }];
  }
  for (const row of rows.slice(start)) {
    if (isProblem(row)) found.push(row);
    else if (row === top) found.push({ number: row.number, cells: kept.flatMap((at) => columns[at] ?? []) });
    else if (row.cells.length !== columns.length)
      found.push(row); // to be told
    else if (named(row.cells, heads).some((cell, at) => cell !== columns[at]))
      found.push(...rowOf(columns, row, kept, file));
  }
  return found;
}

/** Give a row without empty columns; one that answers something, and does not say what, is a problem. */
function rowOf(columns: readonly string[], row: Numbered, kept: readonly number[], file: string): Found[] {
  const said = new Map(columns.map((column, at) => [column, strip(row.cells[at] ?? "")]));
  if (said.get("question") || !said.has("question")) {
    return [{ number: row.number, cells: kept.flatMap((at) => row.cells[at] ?? []) }];
  }
  if (!said.get("answer") && !said.get("note")) return [];
  const cells = [...said].filter(([column, cell]) => cell && !["site", "date", "rater"].includes(column));
  const told = cells.map(([, cell]) => `'${Array.from(cell).slice(0, 40).join("")}'`).join(", ");
  const advice = "Remove the row if it is no answer, such as a sum; else name its question.";
  const message = `the row names no question, and holds ${told}.`;
  return [{ file, line: row.number, column: "question", rule: "no-question", message, advice }];
}

/** Give the place of the header: the first row with question and answer, or at least with question. */
function place(rows: readonly (readonly string[])[]): number | null {
  for (const wanted of [["question", "answer"], ["question", "action"], ["question"]]) {
    const found = rows.findIndex((cells) => wanted.every((column) => cells.includes(column)));
    if (found >= 0) return found;
  }
  return null;
}

function entries(lines: readonly Found[], file: string): Form {
  const replies: Answered[] = [];
  const unread: Problem[] = [];
  const at = lines.findIndex((line) => isProblem(line) || line.cells.some((cell) => strip(cell)));
  const head = lines[at] ?? { number: 1, cells: [] };
  const whole = lines.find((line): line is Numbered => !isProblem(line));
  const rest: Numbered[] = [];
  const wrong = new Map<number, string[]>();
  if (isProblem(head)) unread.push(head);
  else {
    const header = head.cells.map((cell) =>
      cell
        .replace(/^[\ufeff \t]+|[\ufeff \t]+$/g, "")
        .replace(/\*$/, "")
        .trimEnd(),
    );
    unread.push(...headerProblems(header, file, head.number));
    if (!unread.length) {
      for (const line of lines.slice(at + 1)) {
        if (isProblem(line)) unread.push(line);
        else if (line.cells.some((cell) => strip(cell))) {
          const { row, problems } = entry(header, line, file);
          if (row) replies.push(answered(row, file, line.number));
          unread.push(...problems);
          if (problems.length)
            wrong.set(
              line.number,
              problems.map((problem) => problem.column),
            );
          rest.push(line);
        }
      }
    }
  }
  if (!whole) return { replies, unread };
  if (
    whole.cells.includes("question") &&
    !whole.cells.includes("answer") &&
    !whole.cells.includes("action")
  ) {
    unread.push(missing(file, whole.number, "answer"));
  }
  for (const line of rest) {
    const columns = wrong.get(line.number);
    if (!columns?.every((column) => WHO.includes(column)) || line.cells.length !== whole.cells.length)
      continue;
    const bare = line.cells.map((cell, place) => (WHO.includes(whole.cells[place] ?? "") ? "" : cell));
    const { row } = entry(whole.cells, { number: line.number, cells: bare }, file);
    if (row) replies.push(answered({ ...row, site: `${file}:${line.number}` }, file, line.number));
  }
  return { replies, unread };
}

function missing(file: string, line: number, column: string): Problem {
  return {
    file,
    line,
    column,
    rule: "missing-column",
    message: "the column is missing.",
    advice: "Add it to the header.",
  };
}

function headerProblems(header: readonly string[], file: string, line: number): Problem[] {
  const [only = ""] = header;
  if (header.length === 1 && /[,;\t]/.test(only)) {
    const message = "the whole header stands in one cell, between quotation marks.";
    const advice = "Save the table again, each column by itself.";
    return [{ file, line, column: "", rule: "header-in-one-cell", message, advice }];
  }
  const found: Problem[] = [];
  for (const column of new Set(header)) {
    if (header.filter((each) => each === column).length > 1) {
      const message = "the column stands twice.";
      found.push({
        file,
        line,
        column: short(column),
        rule: "repeated-column",
        message,
        advice: "Remove one of the two.",
      });
    }
    if (!isColumn(column)) {
      const advice = `Columns are: ${COLUMNS.join(", ")}.`;
      found.push({
        file,
        line,
        column: short(column),
        rule: "unknown-column",
        message: "no such column is known.",
        advice,
      });
    }
  }
  return header.includes("question") ? found : [...found, missing(file, line, "question")];
}

function entry(
  header: readonly string[],
  line: Numbered,
  file: string,
): { row: Row | null; problems: Problem[] } {
  const at = { file, line: line.number };
  if (line.cells.length !== header.length) {
    const message = `the row has ${line.cells.length} cells, the header ${header.length}.`;
    const advice = "Look for a comma too many or too few; a cell with a comma needs quotation marks.";
    return { row: null, problems: [{ ...at, column: "", rule: "cell-count", message, advice }] };
  }
  const { row, wrong } = checked(new Map(header.map((column, place) => [column, line.cells[place] ?? ""])));
  return { row: wrong.length ? null : row, problems: wrong.map((each) => ({ ...at, ...each })) };
}

function answered(row: Row, file: string, line: number): Answered {
  const at = (column: Column): string => row[column] ?? "";
  const plan = {
    item: "",
    action: at("action"),
    owner: at("owner"),
    by_when: at("by_when"),
    measure: at("measure"),
    review_date: at("review_date"),
  };
  return {
    question: at("question"),
    answer: at("answer"),
    note: at("note"),
    site: at("site"),
    date: at("date"),
    rater: at("rater"),
    file,
    line,
    plan: PLANNING.some((field) => plan[field]) ? plan : null,
  };
}

/** Read several forms as one: a line of a plan without a site is of the only site that there is. */
export function together(forms: readonly Form[]): Form {
  const replies = forms.flatMap((form) => form.replies);
  const sites = new Set(replies.filter((reply) => reply.answer).map((reply) => reply.site));
  const [only = ""] = sites.size === 1 ? sites : [];
  return {
    replies: replies.map((reply) => (reply.plan && !reply.site && only ? { ...reply, site: only } : reply)),
    unread: forms.flatMap((form) => form.unread),
  };
}
