/** A panel is one stored question, narrowed: with its rows, its query, downloads, and an address of its own. */

import { answer, question as find } from "../data/asking";
import { type Narrowing, narrowed } from "../data/questions";
import { path, type Row, type Rows, slug } from "../data/terms";
import { Stopped } from "../engine/engine";
import { write } from "./address";
import { type Child, fill, h } from "./dom";
import { csv, hand, ris } from "./download";
import { keeper } from "./switches";
import { type Layout, table } from "./table";

type Keep = (row: Row) => boolean;

export interface Panel {
  readonly question: string;
  readonly by: Narrowing;
  /** What stands above it; the question itself, if nothing else is said. */
  readonly title?: string;
  /** What is said below the title. */
  readonly note?: Child;
  readonly columns?: readonly string[];
  /** Shows rows in another way than as a table. */
  readonly show?: (rows: Rows, all: Rows) => Child | Promise<Child>;
  /** Leaves rows out, as the reader wishes; it may have to wait for what it needs to know. */
  readonly keep?: Keep | Promise<Keep>;
  /** Whether nothing is shown where nothing is found. */
  readonly onlyIfAny?: boolean;
  readonly level?: 2 | 3;
  readonly layout?: Partial<Layout>;
}

export function panel(of: Panel): HTMLElement {
  const title = h(of.level === 3 ? "h3" : "h2", {}, of.title ?? "…");
  const body = h(
    "div",
    { class: "panel-body", "aria-busy": "true" },
    h("p", { class: "waiting" }, "Loading…"),
  );
  const foot = h("div", { class: "panel-foot" });
  const whole = h(
    "section",
    { class: "panel", "data-question": of.question },
    title,
    of.note && h("div", { class: "note" }, of.note),
    body,
    foot,
  );
  filled(of, whole, title, body, foot).catch((error: unknown) => {
    body.removeAttribute("aria-busy");
    fill(
      body,
      h(
        "p",
        { class: "wrong", role: "status" },
        error instanceof Stopped ? "Stopped." : `This could not be answered: ${String(error)}`,
      ),
    );
  });
  return whole;
}

async function filled(
  of: Panel,
  whole: HTMLElement,
  title: HTMLElement,
  body: HTMLElement,
  foot: HTMLElement,
): Promise<void> {
  const { name, question } = await find(of.question);
  title.textContent = of.title ?? question.summary;
  const all = await answer(name, of.by);
  const wished = await keeper(all.columns);
  const keep = await of.keep;
  const kept = all.rows.filter((row) => (keep?.(row) ?? true) && (wished?.(row) ?? true));
  const rows: Rows = { columns: all.columns, rows: kept };
  if (of.onlyIfAny && all.rows.length === 0) {
    whole.remove();
    return;
  }
  const columns = of.columns ?? question.view;
  const shown = of.show && all.rows.length > 0 ? await of.show(rows, all) : undefined;
  body.removeAttribute("aria-busy");
  fill(
    body,
    shown ??
      table(rows, { columns: without(columns, of.by, rows), caption: title.textContent, ...of.layout }),
    rows.rows.length < all.rows.length &&
      h(
        "p",
        { class: "left-out", role: "status" },
        `${rows.rows.length} of ${all.rows.length} rows: the others are left out by your choice.`,
      ),
  );
  fill(foot, tools(name, question.summary, of.by, rows, all.rows.length, narrowed(question, of.by)));
  if (whole.dataset.question !== name) {
    whole.dataset.question = name;
  }
}

/** Leave out a column that says in every row what the page is about. */
function without(columns: readonly string[], by: Narrowing, rows: Rows): readonly string[] {
  const said = new Set(Object.keys(by).flatMap((it) => [it, `${it}_label`]));
  const kept = columns.filter(
    (it) => !said.has(it) || new Set(rows.rows.map((row) => row[it]?.value)).size > 1,
  );
  return kept.length > 0 ? kept : columns;
}

function tools(name: string, summary: string, by: Narrowing, rows: Rows, all: number, query: string): Child {
  const some = rows.rows.length < all;
  const about = Object.values(by)
    .flat()
    .map((it) => slug(it.value));
  const file = [name, ...about].join("-");
  const params = Object.fromEntries(
    Object.entries(by).map(([column, terms]) => [column, terms.map((it) => path(it.value))]),
  );
  return h(
    "details",
    { class: "tools" },
    h(
      "summary",
      {},
      h("span", {}, `${rows.rows.length} ${rows.rows.length === 1 ? "row" : "rows"}`),
      h("span", { class: "tool-names" }, " · download, query, link"),
    ),
    h(
      "p",
      { class: "tool-row" },
      h("button", { type: "button", click: () => hand(`${file}.csv`, csv(rows), "text/csv") }, "csv"),
      rows.columns.includes("publication") &&
        h(
          "button",
          {
            type: "button",
            click: async () => hand(`${file}.ris`, await ris(rows), "application/x-research-info-systems"),
          },
          "ris",
        ),
      h("a", { href: write("ask", name, params) }, "permanent link"),
      h("a", { href: write("sparql", "", { query }) }, "open in the editor"),
    ),
    some &&
      h(
        "p",
        { class: "quiet" },
        `csv and ris have these ${rows.rows.length}; link, editor and command lead to all ${all}. The address of this page keeps your choice.`,
      ),
    h("p", {}, "The question: ", summary),
    h("p", { class: "command" }, "On a command line: ", h("code", {}, command(name, by))),
    h("pre", { tabindex: 0, "aria-label": "The query" }, h("code", {}, query)),
  );
}

/** The same on the command line. */
export function command(name: string, by: Narrowing): string {
  const where = Object.entries(by).flatMap(([column, terms]) =>
    terms.map((it) => ` --where ${column}=${quoted(path(it.value))}`),
  );
  return `determinants ask ${name}${where.join("")}`;
}

const quoted = (said: string): string =>
  /^[\w:/.#@%+=-]+$/.test(said) ? said : `'${said.replaceAll("'", "'\\''")}'`;
