/** What is taken away, made in the page as the command line makes it. */

import { resourceJson } from "../data/resources";
import { isNumber, type Rows, type Term } from "../data/terms";
import { h } from "./dom";

const RISKY = /^[=+\-@\t\r]/;

/** Write CSV for spreadsheets: a text that one would run as a formula gets an apostrophe before it. */
export function csv(rows: Rows): string {
  const lines = [
    rows.columns.map(quoted),
    ...rows.rows.map((row) => rows.columns.map((it) => quoted(field(row[it])))),
  ];
  return lines
    .map((cells) => (cells.length === 1 && cells[0] === "" ? '""' : cells.join(",")))
    .join("\n")
    .concat("\n");
}

function field(term: Term | undefined): string {
  if (term === undefined) {
    return "";
  }
  if (isNumber(term)) {
    return term.value;
  }
  if (term.datatype?.endsWith("#boolean")) {
    return term.value === "true" || term.value === "1" ? "yes" : "no";
  }
  return RISKY.test(term.value) ? `'${term.value}` : term.value;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

interface References {
  readonly ris: Readonly<Record<string, string>>;
}

/** Give the references of the publications that are in rows, each once, for a reference manager. */
export async function ris(rows: Rows): Promise<string> {
  const known = await resourceJson<References>("references.json");
  const found = new Set(rows.rows.map((row) => row.publication?.value ?? ""));
  return [...found].map((it) => (Object.hasOwn(known.ris, it) ? known.ris[it] : "")).join("");
}

/** Hand a text over as a file. */
export function hand(name: string, content: string | Blob, type: string): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: named(name) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Give a name that any disk takes. */
export function named(name: string): string {
  const [, stem = "", ending = ""] = /^(.*?)(\.[a-z]+)?$/s.exec(name) ?? [];
  return (
    (stem
      .replace(/[^a-zA-Z0-9._-]+/g, "-")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, 80) || "answer") + ending
  );
}
