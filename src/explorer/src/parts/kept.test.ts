import { expect, test } from "vitest";
import { erase, everything, KEPT, keep, kept, type Place } from "./kept";

const SOURCES = import.meta.glob("../**/*.ts", { query: "?raw", import: "default", eager: true });

function place(held: Map<string, string>): Place {
  return {
    get length() {
      return held.size;
    },
    key: (at) => [...held.keys()][at] ?? null,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, text) => void held.set(name, text),
    removeItem: (name) => void held.delete(name),
  };
}

test("all that is kept is shown and erased, and what others keep is left alone", () => {
  const held = new Map([
    ["another.page", "theirs"],
    ["determinants.older", "of an older explorer"],
  ]);
  const here = place(held);
  expect(keep("determinants.answers", "question,answer", here)).toBe(true);
  expect(kept("determinants.answers", here)).toBe("question,answer");
  expect(everything(here).map(({ what, text }) => [what, text])).toEqual([
    [KEPT["determinants.answers"], "question,answer"],
    ["determinants.older", "of an older explorer"],
  ]);
  erase("determinants.answers", here);
  expect([...held.keys()]).toEqual(["another.page", "determinants.older"]);
  erase(undefined, here);
  expect([...held.keys()]).toEqual(["another.page"]);
});

test("what is not listed cannot be kept, and a browser that keeps nothing says so", () => {
  expect(() => keep("determinants.more", "x", place(new Map()))).toThrow(/not listed/);
  const full = { ...place(new Map()), setItem: () => expect.fail("full") };
  expect(keep("determinants.answers", "x", full)).toBe(false);
});

test("only one module touches what a browser can keep", () => {
  const able =
    /\b(localStorage|sessionStorage|indexedDB|cookieStore|caches\.|document\.cookie|serviceWorker)/;
  const found = Object.entries(SOURCES)
    .filter(([name, text]) => !name.endsWith(".test.ts") && able.test(String(text)))
    .map(([name]) => name);
  expect(Object.keys(SOURCES).length).toBeGreaterThan(60);
  expect(found).toEqual(["./kept.ts"]);
});
