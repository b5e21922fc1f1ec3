import { expect, test } from "vitest";
import { becoming, prefixed, wordBefore } from "./completing";

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
