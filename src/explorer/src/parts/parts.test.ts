import { expect, test } from "vitest";
import { iri, literal } from "../data/terms";
import { withPrefixes } from "../pages/sparql";
import { read, write } from "./address";
import { isHarmless } from "./dom";
import { csv, named } from "./download";
import { shown } from "./links";
import { distance, plain } from "./names";

test("an address says again what was written into it", () => {
  const at = read(write("thing", "a/b c?#/ä", { x: ["1", "2"], y: "é&=#" }));
  expect([at.page, at.about, at.params.getAll("x"), at.params.get("y")]).toEqual([
    "thing",
    "a/b c?#/ä",
    ["1", "2"],
    "é&=#",
  ]);
  expect(read("").page).toBe("");
  expect(read("#/thing/%E0%A4%A").about).toBe("%E0%A4%A");
});

test("no address of the data is a script", () => {
  for (const address of ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x"]) {
    expect(isHarmless(address)).toBe(false);
  }
  expect(isHarmless("https://doi.org/10.1/x")).toBe(true);
});

test("csv is safe for a spreadsheet and whole", () => {
  const rows = {
    columns: ["a", "b"],
    rows: [
      { a: literal('=1+"1"', "string"), b: literal("-3", "integer") },
      { b: literal("x,\ny", "string") },
    ],
  };
  expect(csv(rows)).toBe('a,b\n"\'=1+""1""",-3\n,"x,\ny"\n');
  expect(csv({ columns: ["a"], rows: [{ a: literal("true", "boolean") }, { a: iri("x:y") }] })).toBe(
    "a\nyes\nx:y\n",
  );
});

test("a file has a name that any disk takes", () => {
  expect(named("../../etc/passwd.csv")).toBe("etc-passwd.csv");
  expect(named("\u202e.csv")).toBe("answer.csv");
});

test("what is unseen is shown by its number", () => {
  expect(shown("a\u202eb\u0000")).toBe("a\\u202eb\\u0000");
});

test("names are compared without accents, case and signs, and forgive a slip", () => {
  expect(plain("Müller-Stïerlin  Ø")).toBe("muller stierlin o");
  expect(distance("organistional", "organisational", 2)).toBe(1);
  expect(distance("trianing", "training", 2)).toBe(1);
  expect(distance("culture", "coaching", 2)).toBeGreaterThan(2);
});

test("prefixes that a query uses and does not declare stand before it, on the same line", () => {
  const known = { det: "d#", skos: "s#" };
  expect(withPrefixes("ASK {\n?s a det:X}", known)).toBe("PREFIX det: <d#> ASK {\n?s a det:X}");
  expect(withPrefixes("PREFIX det: <e#> ASK {?s a det:X}", known)).toBe("PREFIX det: <e#> ASK {?s a det:X}");
});
