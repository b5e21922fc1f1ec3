import { expect, test } from "vitest";
import { iri, literal } from "../data/terms";
import { withPrefixes } from "../pages/sparql";
import { read, write } from "./address";
import { dated, whereabouts } from "./cite";
import { isHarmless } from "./dom";
import { csv, named } from "./download";
import { shown } from "./links";
import { distance, entry, index, plain } from "./names";
import { common } from "./table";

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

test("the search finds pages and questions beside things, and leaves little words aside", () => {
  const { find } = index(
    {
      things: [
        ["r/influence/training", ["Peer training", "schooling"], ["Influence"]],
        ["r/determinant/continuous", ["training is continuous"], ["Facilitator"]],
        ["publication/a", ["training reviewed"], ["Publication"]],
      ],
      kinds: {},
    },
    [
      entry(
        { iri: "#/data", label: "Data", others: [], kinds: ["page"], href: "#/data" },
        "download endpoint",
      ),
      entry({ iri: "q", label: "Who trains?", others: [], kinds: ["question"], href: "#/ask/q" }, "q"),
    ],
  );
  const found = (said: string) => find(said).map(({ label }) => label);
  expect(found("training")[0]).toBe("Peer training");
  expect(found("where can I download it")).toEqual(["Data"]);
  expect(found("schoolnig")).toEqual(["Peer training"]);
  expect(found("who trains")[0]).toBe("Who trains?");
  expect(found("continuous training of strangers")).toEqual(["training is continuous"]); // most of the words
  expect(found("nothing like it")).toEqual([]);
});

test("a citation has the reader's day, and no place on the reader's disk", () => {
  expect(dated("9999/12/31, 9999-12-31, {9999}, 19999", new Date(2026, 0, 5))).toBe(
    "2026/01/05, 2026-01-05, {2026}, 19999",
  );
  expect(whereabouts("file:///home/somebody/explorer.html#/data")).toBe(
    "in the explorer as one file, at #/data",
  );
  expect(whereabouts("https://x.org/e/#/data")).toBe("at https://x.org/e/#/data");
});

test("what is the same in every row is said once, but no number, and not of few rows", () => {
  const rows = [1, 2, 3].map((it) => ({
    review: iri("r:1"),
    name: literal(String(it), "string"),
    year: literal(String(it), "integer"),
    total: literal("53", "integer"),
  }));
  const columns = ["review", "name", "year", "total", "none"];
  expect(common(rows, columns)).toEqual({ same: ["review", "none"], apart: ["name", "year", "total"] });
  expect(common(rows.slice(1), columns)).toEqual({ same: [], apart: columns });
  expect(common(rows, ["review", "name"]).same).toEqual([]); // one column alone says little
  // Where nothing has a label, it is the things themselves that are the same or not.
  expect(common(rows, ["name_label", "review_label", "year"])).toEqual({
    same: ["review_label"],
    apart: ["name_label", "year"],
  });
});
