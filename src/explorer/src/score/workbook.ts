// A workbook (.xlsx) → its sheets, each as rows of texts, as they would stand in CSV (tables/spreadsheets.py): a
// packed folder of XML, of which only what cells show is looked at. What a merged range shows holds for each of its rows.

const UNREADABLE = "it is not a workbook that can be read.";
const UNPACKED = 10_000_000; // bytes of a workbook when it is unpacked
const MOST = 20_000; // rows of a sheet
const WIDEST = 50; // columns

/** The bytes are not those of a workbook that can be read; it says why. */
export class NotAWorkbook extends Error {}

/** A sheet: its title and its rows, the first of which is line 1. */
export interface Sheet {
  readonly title: string;
  readonly rows: string[][];
}

/** Give the sheets of a workbook. One that cannot be read is thrown as `NotAWorkbook`. */
export async function sheetsIn(content: Uint8Array): Promise<Sheet[]> {
  try {
    return await sheets(content);
  } catch (error) {
    if (error instanceof NotAWorkbook) throw error;
    throw new NotAWorkbook(UNREADABLE);
  }
}

async function sheets(content: Uint8Array): Promise<Sheet[]> {
  const parts = await unpacked(content);
  const part = (name: string): Element[] => parsed(parts.get(name) ?? "");
  const workbook = part("xl/workbook.xml");
  const targets = new Map(
    part("xl/_rels/workbook.xml.rels")
      .filter(({ name }) => name === "Relationship")
      .map(({ attributes }) => [attributes.get("Id"), attributes.get("Target") ?? ""]),
  );
  const shared = part("xl/sharedStrings.xml")
    .filter(({ name }) => name === "si")
    .map(textOf);
  const days = daysOf(part("xl/styles.xml"));
  const late = workbook.some(
    ({ name, attributes }) => name === "workbookPr" && isOn(attributes.get("date1904")),
  );
  const listed = workbook.filter(({ name }) => name === "sheet");
  if (!listed.length) throw new NotAWorkbook(UNREADABLE);
  return listed.flatMap(({ attributes }) => {
    const target = targets.get(attributes.get("id") ?? "") ?? "";
    const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    const xml = parts.get(path);
    if (xml === undefined) throw new NotAWorkbook(UNREADABLE);
    const title = attributes.get("name") ?? "";
    const rows = rowsOf(parsed(xml), { shared, days, late });
    if (rows.length > MOST) {
      const most = MOST.toLocaleString("en");
      throw new NotAWorkbook(`the sheet '${title}' has more than ${most} rows, as no form has.`);
    }
    return [{ title, rows }];
  });
}

// The packed folder.

async function unpacked(content: Uint8Array): Promise<Map<string, string>> {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let end = content.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) throw new NotAWorkbook(UNREADABLE);
  const found = new Map<string, string>();
  let [at, size] = [view.getUint32(end + 16, true), 0];
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    const [method, packed, whole] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 24, true),
    ];
    const [long, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const name = new TextDecoder().decode(content.subarray(at + 46, at + 46 + long));
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(at, true) !== 0x02014b50 || view.getUint32(local, true) !== 0x04034b50) {
      throw new NotAWorkbook(UNREADABLE);
    }
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    size += whole;
    if (size > UNPACKED) throw new NotAWorkbook("the workbook is too large when it is unpacked.");
    if (/\.(xml|rels)$/i.test(name)) {
      const bytes = await inflated(content.subarray(begin, begin + packed), method, whole);
      if (sumOf(bytes) !== view.getUint32(at + 16, true)) throw new NotAWorkbook(UNREADABLE);
      const text = textIn(bytes);
      if (text.includes("<!DOCTYPE")) {
        throw new NotAWorkbook("it declares entities, which no program that writes workbooks does.");
      }
      found.set(name, text);
    }
    at += 46 + long + extra + comment;
  }
  return found;
}

/** Unpack a part, which may be no longer than it says. */
async function inflated(packed: Uint8Array, method: number, whole: number): Promise<Uint8Array> {
  if (method === 0) return packed;
  if (method !== 8) throw new NotAWorkbook(UNREADABLE);
  const stream = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const bytes = new Uint8Array(whole);
  let filled = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (filled + next.value.length > whole) throw new NotAWorkbook(UNREADABLE);
    bytes.set(next.value, filled);
    filled += next.value.length;
  }
  return bytes.subarray(0, filled);
}

const SUMS = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** Give the sum by which a part is seen to be whole (CRC-32). */
function sumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (SUMS[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

function textIn(bytes: Uint8Array): string {
  const wide = { 65279: "utf-16be", 65534: "utf-16le" }[((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)];
  return new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
}

// XML, as far as workbooks have it.

interface Element {
  /** Its name without the prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly inside: Element[];
  /** The names of what it stands in, from without to within. */
  readonly below: readonly string[];
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const SIGNS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function spoken(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) =>
      hex || number
        ? String.fromCodePoint(Number.parseInt(hex ?? number, hex ? 16 : 10))
        : (SIGNS[name as string] ?? whole),
    );
}

/** Give every element, in the order in which they begin. */
function parsed(xml: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [];
  TOKEN.lastIndex = 0;
  const whole = xml.replace(/^\ufeff/, "");
  while (TOKEN.lastIndex < whole.length) {
    const token = TOKEN.exec(whole);
    if (!token) throw new NotAWorkbook(UNREADABLE);
    const [, data, closing, name, attributes = "", alone, text] = token;
    const inner = open.at(-1);
    if (data !== undefined || text !== undefined) {
      if (inner) inner.text += data ?? spoken(text ?? "");
    } else if (name !== undefined && closing) {
      if (open.pop()?.name !== name) throw new NotAWorkbook(UNREADABLE);
    } else if (name !== undefined) {
      const listed = [...attributes.matchAll(ATTRIBUTE)].map(
        ([, key = "", one, other]) => [key, spoken(one ?? other ?? "")] as const,
      );
      const element = {
        name,
        attributes: new Map(listed),
        inside: [],
        below: open.map((each) => each.name),
        text: "",
      };
      inner?.inside.push(element);
      found.push(element);
      if (!alone) open.push(element);
    }
  }
  if (open.length) throw new NotAWorkbook(UNREADABLE);
  return found;
}

/** Give the text of a string, without how it is to be pronounced. */
function textOf({ inside }: Element): string {
  return inside
    .flatMap((each) => (each.name === "r" ? each.inside : [each]))
    .filter(({ name }) => name === "t")
    .map(({ text }) => text)
    .join("");
}

const isOn = (said: string | undefined): boolean => said === "1" || said === "true";

// Cells.

interface Known {
  readonly shared: readonly string[];
  /** Whether cells of a style show days. */
  readonly days: readonly boolean[];
  /** Whether days are counted from 1904. */
  readonly late: boolean;
}

// The numbers of formats that show a day, which no workbook has to say.
const DAYS = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);

function daysOf(styles: readonly Element[]): boolean[] {
  const formats = new Map(
    styles
      .filter(({ name }) => name === "numFmt")
      .map(({ attributes }) => [attributes.get("numFmtId"), attributes.get("formatCode") ?? ""]),
  );
  return styles
    .filter(({ name, below }) => name === "xf" && below.at(-1) === "cellXfs")
    .map(({ attributes }) => {
      const id = attributes.get("numFmtId");
      const code = formats.get(id);
      if (code === undefined) return DAYS.has(Number(id));
      const bare = code.split(";")[0]?.replace(/\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]|"[^"]*"|\\.|_./gi, "") ?? "";
      return /[dmhysDMHYS]/.test(bare);
    });
}

const LETTERS = /^([A-Z]+)(\d+)$/;

function place(ref: string | undefined): readonly [column: number, row: number] | undefined {
  const [, letters = "", row] = LETTERS.exec(ref ?? "") ?? [];
  if (!letters) return undefined;
  const column = Array.from(letters).reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0);
  return [column - 1, Number(row)];
}

function rowsOf(sheet: readonly Element[], known: Known): string[][] {
  const rows: string[][] = [];
  let line = 0;
  for (const row of sheet) {
    if (row.name !== "row") continue;
    line = Number(row.attributes.get("r") ?? line + 1);
    if (line > MOST + 1) break;
    while (rows.length < line) rows.push([]);
    const cells = rows[line - 1] ?? [];
    let column = -1;
    for (const cell of row.inside) {
      if (cell.name !== "c") continue;
      column = place(cell.attributes.get("r"))?.[0] ?? column + 1;
      if (column >= WIDEST) continue;
      while (cells.length < column) cells.push("");
      cells[column] = shows(cell, known);
    }
  }
  const width = Math.max(0, ...rows.map((cells) => cells.findLastIndex((cell) => cell !== "") + 1));
  const even = rows.map((cells) => Array.from({ length: width }, (_, at) => cells[at] ?? ""));
  for (const { name, attributes } of sheet) {
    if (name !== "mergeCell") continue;
    const [first, last] = (attributes.get("ref") ?? "").split(":").map(place);
    const top = first && even[first[1] - 1];
    if (!first || !last || !top || first[0] >= top.length) continue;
    for (const cells of even.slice(first[1], last[1])) cells[first[0]] = top[first[0]] ?? "";
  }
  return even;
}

/** Give what a cell shows. A formula that was never computed shows itself, to be refused. */
function shows(cell: Element, { shared, days, late }: Known): string {
  const part = (name: string): Element | undefined => cell.inside.find((each) => each.name === name);
  const kind = cell.attributes.get("t") ?? "n";
  if (kind === "inlineStr") {
    const string = part("is");
    return string ? textOf(string) : "";
  }
  const value = part("v")?.text;
  const formula = part("f");
  if (value === undefined || value === "") return formula ? `=${formula.text}` : "";
  switch (kind) {
    case "s":
      return shared[Number(value)] ?? "";
    case "b":
      return isOn(value) ? "yes" : "no";
    case "str":
    case "e":
      return value;
    case "d":
      return value.slice(0, 10);
    default:
      return days[Number(cell.attributes.get("s") ?? 0)] ? dayAt(Number(value), late) : numberIn(value);
  }
}

/** Give a number as Python writes it. */
function numberIn(value: string): string {
  const number = Number(value);
  if (Number.isInteger(number)) return BigInt(number).toString();
  const small = number !== 0 && Math.abs(number) < 1e-4;
  return small ? number.toExponential().replace(/e-(\d)$/, "e-0$1") : String(number);
}

/** Give the day that a number stands for: days since the end of 1899, in which 1900 was taken for a leap year. */
function dayAt(number: number, late: boolean): string {
  const whole = Math.floor(number);
  const since = late ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole > 0 && whole < 60 ? 31 : 30);
  const day = new Date(since + whole * 86_400_000);
  return Number.isNaN(day.getTime()) ? String(number) : day.toISOString().slice(0, 10);
}
