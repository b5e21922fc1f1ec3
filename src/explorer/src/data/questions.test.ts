import { describe, expect, test } from "vitest";
import { type Catalogue, key, narrowed, type Question, termOf } from "./questions";
import { BASE, iri, literal, serialised } from "./terms";

const question: Question = {
  text: "SELECT * WHERE {\n  #? influence\n  #? country: ?publication det:country ?country .\n  ?s ?p ?o\n}\n",
  summary: "",
  description: "",
  because: "",
  tags: [],
  narrow: { influence: { kind: "influence", example: "" }, score: { kind: "number", example: "1" } },
  columns: {},
  view: [],
};
const catalogue = {
  kinds: { influence: {}, number: { datatype: "integer", form: "[+-]?[0-9]{1,18}" } },
} as unknown as Catalogue;

describe("a question is narrowed", () => {
  test("by serialised terms at its marker, and else as it is", () => {
    expect(narrowed(question, {})).toBe(question.text);
    expect(narrowed(question, { influence: [iri(`${BASE}a`), iri(`${BASE}b`)] })).toContain(
      `\n  VALUES ?influence { <${BASE}a> <${BASE}b> }\n`,
    );
    expect(narrowed(question, { country: [iri(`${BASE}gb`)] })).toContain(
      `VALUES ?country { <${BASE}gb> } ?publication det:country ?country .`,
    );
  });

  test("on its own columns only, also where every object has such a name", () => {
    expect(() => narrowed(question, { review: [iri(BASE)] })).toThrow("cannot be narrowed");
    expect(() => narrowed(question, { constructor: [] })).toThrow("cannot be narrowed");
  });

  test("never by pasted text", () => {
    for (const said of ["a> } DELETE {", "a b", 'a"', "a\nb", "a{", "a\\u003e"]) {
      expect(() => termOf(catalogue, question, "influence", said)).toThrow("not an IRI");
    }
    expect(() => termOf(catalogue, question, "score", "1 } UNION {")).toThrow("cannot be a value");
    expect(serialised(literal('"} \\ \n\r', "string"))).toBe('"\\"} \\\\ \\n\\r"');
  });
});

test("a prepared answer has a key that does not depend on the order of columns", () => {
  const [one, other] = [[iri("x:1")], [iri("x:2")]];
  expect(key("q", { b: one, a: other })).toBe(key("q", { a: other, b: one }));
  expect(key("q", { a: [] })).toBe("q");
});
