import { expect, test } from "vitest";
import { becoming, CLOSED, opened, prefixed, pressed, wordBefore } from "./completing";

test("a word becomes the name of a term that there is", () => {
  const known = prefixed(["o#Influence", "o#influence", "s#prefLabel", "o#a/b", "x#y"], {
    det: "o#",
    skos: "s#",
  });
  expect(known).toEqual(["det:Influence", "det:influence", "skos:prefLabel"]);
  expect(becoming("det:inf", known)).toEqual(["det:Influence", "det:influence"]);
  expect(becoming("label", known)).toEqual(["skos:prefLabel"]);
  expect(becoming("d", known)).toEqual([]);
  expect(becoming("skos:prefLabel", known)).toEqual([]);
});

test("a word is what one types, and no variable, text or IRI", () => {
  expect(wordBefore("?s a det:Inf", 12)).toBe("det:Inf");
  expect(wordBefore("?s skos:prefLabel ?lab", 22)).toBe("");
  expect(wordBefore("<https://x", 10)).toBe("");
  expect(wordBefore('"det:In', 7)).toBe("");
});

test("keys go through what is suggested, take one, or close the list, and else are those of a text", () => {
  const known = ["det:Influence", "det:influence", "det:influenced"];
  const first = opened("det:inf", known);
  expect(first).toEqual({ options: known, active: 0 });
  const press = (...keys: string[]) =>
    keys.reduce((now, key) => pressed(key, now) as typeof first, opened("det:inf", known));
  expect(press("ArrowDown").active).toBe(1);
  expect(press("ArrowUp").active).toBe(2);
  expect(press("ArrowDown", "ArrowDown", "ArrowDown").active).toBe(0);
  expect(press("ArrowDown", "Enter")).toEqual({ take: "det:influence" });
  expect(press("Tab")).toEqual({ take: "det:Influence" });
  expect(press("Escape")).toEqual(CLOSED);
  expect(pressed("x", first)).toBeUndefined();
  for (const key of ["Enter", "Tab", "Escape", "ArrowDown"]) {
    expect(pressed(key, CLOSED)).toBeUndefined();
  }
});

test("Enter stays a new line where a word may be finished", () => {
  const known = ["det:influence", "det:influenced", "det:selected"];
  for (const word of ["select", "det:influence"]) {
    const listing = opened(word, known);
    expect(listing.options.length).toBeGreaterThan(0);
    expect(pressed("Enter", listing)).toBeUndefined();
    expect(pressed("Enter", pressed("ArrowDown", listing) as typeof listing)).toHaveProperty("take");
  }
});
