/** A panel is one stored question, narrowed: with its rows, its query, downloads, and an address of its own. */

import { answer, question as find } from "../data/asking";
import type { Narrowing, Question } from "../data/questions";
import { path, type Rows, slug } from "../data/terms";
import { Stopped } from "../engine/engine";
import { write } from "./address";
import { type Child, fill, h } from "./dom";
import { csv, hand, ris } from "./download";
import { shown } from "./links";
import { switched } from "./switches";
import { type Layout, table } from "./table";
import { params, queryOf, type Reach, reach, type Wish } from "./wishes";

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
  /** What the reader has chosen of its rows, beside the switches; it may have to wait for what it needs to know. */
  readonly wishes?: readonly Wish[] | Promise<readonly Wish[]>;
  /** Where nothing of that is chosen. */
  readonly back?: string;
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
  const wishes = [...((await of.wishes) ?? []), ...(await switched(all.columns, of.by))];
  const kept = all.rows.filter((row) => wishes.every((it) => it.stays(row)));
  const rows: Rows = { columns: all.columns, rows: kept };
  if (of.onlyIfAny && all.rows.length === 0) {
    whole.remove();
    return;
  }
  const columns = of.columns ?? question.view;
  const made = of.show && all.rows.length > 0 ? await of.show(rows, all) : undefined;
  body.removeAttribute("aria-busy");
  const left =
    kept.length < all.rows.length &&
    h(
      "p",
      { class: "left-out", role: "status" },
      `${kept.length} of ${all.rows.length} rows: the others are left out by your choice (${saying(wishes)}). `,
      of.back !== undefined && h("a", { href: of.back }, "Take it back"),
    );
  // Below what has the choices in it, so that these stay where they are.
  fill(
    body,
    made === undefined
      ? [
          left,
          table(rows, { columns: without(columns, of.by, rows), caption: title.textContent, ...of.layout }),
        ]
      : [made, left],
  );
  fill(foot, tools(name, question, of.by, rows, reach(question, all.rows, wishes, of.by)));
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

const saying = (wishes: readonly Wish[]): string => shown(wishes.map(({ says }) => says).join("; "));

function tools(name: string, question: Question, by: Narrowing, rows: Rows, found: Reach): Child {
  const about = Object.values(by)
    .flat()
    .map((it) => slug(it.value));
  const file = [name, ...about].join("-");
  const query = queryOf(question, found, rows.rows);
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
      h("a", { href: write("ask", name, params(found)) }, "permanent link"),
      query !== undefined && h("a", { href: write("sparql", "", { query }) }, "open in the editor"),
    ),
    h("p", {}, "The question: ", question.summary),
    h("p", { class: "command" }, "On a command line: ", h("code", {}, command(name, found.by))),
    found.unsaid.length > 0 && beyond(found, rows.rows.length, query !== undefined),
    query !== undefined && h("pre", { tabindex: 0, "aria-label": "The query" }, h("code", {}, query)),
  );
}

/** Say what the command does not say, how many rows it therefore has, and what gives those that are shown. */
function beyond({ unsaid, rows }: Reach, shownHere: number, isAsked: boolean): HTMLElement {
  return h(
    "p",
    { class: "quiet" },
    `That gives ${rows.length} ${rows.length === 1 ? "row" : "rows"}: a stored question cannot be narrowed by ${saying(unsaid)}. `,
    isAsked
      ? [
          `The link and the query below give the ${shownHere} that are shown; keep the query as a file for `,
          h("code", {}, "determinants sparql FILE"),
          ".",
        ]
      : `The link gives the ${shownHere} that are shown.`,
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
