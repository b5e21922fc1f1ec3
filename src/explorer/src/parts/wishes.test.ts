import { expect, test } from "vitest";
import type { Question } from "../data/questions";
import { BASE, iri, literal, type Row } from "../data/terms";
import { params, queryOf, reach, type Wish } from "./wishes";

const column = { kind: "text", optional: false };
const narrow = { kind: "text", example: "" };
const question: Question = {
  text: "SELECT * {\n  #? direction\n  #? country: ?publication det:country ?country .\n}\nORDER BY ?finding\n",
  summary: "",
  description: "",
  because: "",
  tags: [],
  narrow: { direction: narrow, country: narrow },
  columns: { publication: column, finding: column, direction: column, year: { ...column, optional: true } },
  view: [],
};
const row = (publication: string, finding: string, direction: string, year: string): Row => ({
  publication: iri(BASE + publication),
  finding: iri(BASE + finding),
  direction: iri(BASE + direction),
  ...(year && { year: literal(year, "string") }),
});
const rows = [
  row("p1", "f1", "helps", "2010"),
  row("p1", "f2", "hinders", "2010"),
  row("p2", "f3", "both", "2020"),
  row("p2", "f4", "hinders", ""),
];
const wish = (says: string, stays: (row: Row) => boolean, more: Partial<Wish> = {}): Wish => ({
  says,
  param: ["chosen", says],
  stays,
  ...more,
});
const not = (name: string) => (it: Row) => it.direction?.value !== BASE + name;
const since = wish("since 2011", (it) => Number(it.year?.value) >= 2011);

test("what was chosen is said by narrowing where that leaves the same rows, together with what is narrowed on", () => {
  const other = wish("not both", not("both"), { column: "direction" });
  const found = reach(question, rows, [other], {});
  expect(found).toEqual({
    by: { direction: [iri(`${BASE}helps`), iri(`${BASE}hinders`)] },
    unsaid: [],
    rows: [rows[0], rows[1], rows[3]],
  });
  expect(queryOf(question, found, found.rows)).toContain(
    `VALUES ?direction { <${BASE}helps> <${BASE}hinders> }`,
  );
  const both = reach(question, rows, [other, wish("hinders", not("helps"), { column: "direction" })], {});
  expect(both.by.direction).toEqual([iri(`${BASE}hinders`)]);
  const given = wish("in GB", (it) => it === rows[2], {
    column: "country",
    terms: [iri(`${BASE}country/gb`)],
  });
  expect(String(params(reach(question, rows, [given], {})))).toBe("country=country%2Fgb");
});

test("what no narrowing says is told apart: another has the value too, or one has none, or no value is left", () => {
  for (const unsaid of [
    wish("of p1", (it) => it === rows[1], { column: "direction" }),
    wish("on a column that does not narrow", (it) => it === rows[0], { column: "finding" }),
    wish("none", () => false, { column: "direction" }),
    since,
  ]) {
    const found = reach(question, rows, [unsaid], {});
    expect([found.by, found.unsaid, found.rows]).toEqual([{}, [unsaid], rows]);
    expect(String(params(found))).toContain("chosen=");
  }
});

test("a query has what no narrowing says as what its rows are about, by one column if that will do", () => {
  const of = (stays: (row: Row) => boolean, says = "so\nand so"): string | undefined =>
    queryOf(question, reach(question, rows, [wish(says, stays)], {}), rows.filter(stays));
  expect(of((it) => it.publication?.value === `${BASE}p2`)).toBe(
    `# Chosen in the explorer: so and so\n${question.text}VALUES (?publication) {\n  (<${BASE}p2>)\n}\n`,
  );
  expect(of((it) => it === rows[1])).toContain(`VALUES (?finding) {\n  (<${BASE}f2>)\n}`);
  expect(of(() => false)).toContain("VALUES (?publication) {\n}");
  const twice = [...rows, row("p2", "f4", "hinders", "2030")];
  expect(queryOf(question, reach(question, twice, [since], {}), twice.filter(since.stays))).toBeUndefined();
});
