import { expect, test } from "vitest";
import { type Draft, draft } from "./drafts";
import { agree, agreed, mistakeIn, openLine } from "./planning";

const line = (action: string, item = "i1") => ({ ...openLine(item), action });
const actions = (drafts: Draft[], site = "Elm") => agreed(drafts, site, "i1").map(({ action }) => action);

function days(): [Draft, Draft, Draft, Draft] {
  const [first, ann, ben] = [
    draft("Elm", "2026-01-01"),
    draft("Elm", "1.2.2026", "Ann"),
    draft("ELM", "2026-02-01", "Ben"),
  ];
  first.plans.push(line("Old"), line("Other", "i2"));
  return [first, ann, ben, draft("Oak", "2026-03-01")];
}

test("what is agreed is of the latest day that agrees on anything, each line once", () => {
  const [first, ann, ben, oak] = days();
  const all = [ben, first, oak, ann];
  expect(actions(all)).toEqual(["Old"]);
  ann.plans.push(line("New"));
  ben.plans.push(line("New"), line("More"));
  expect(actions(all).sort()).toEqual(["More", "New"]);
  expect(actions(all, "Oak")).toEqual([]);
});

test("what is agreed now takes the place of what was, and of nothing else", () => {
  const [first, ann, ben, oak] = days();
  const all = [first, ann, ben, oak];
  ben.plans.push(line("Ben's"));
  agree(all, ann, "i1", [line("Ours"), openLine("i1")]);
  expect(actions(all)).toEqual(["Ours"]);
  expect([first.plans.length, ann.plans.length, ben.plans.length]).toEqual([2, 1, 0]);
  agree(all, first, "i1", [line("Later")]); // edited from an earlier day, it is still of the latest
  expect(actions(all)).toEqual(["Later"]);
  expect(first.plans.map(({ action }) => action)).toEqual(["Old", "Other"]);
  agree(all, ann, "i1", [openLine("i1")]);
  expect(actions(all)).toEqual([]);
  expect(first.plans.map(({ action }) => action)).toEqual(["Other"]);
  expect(oak.plans).toEqual([]);
});

test("a field says what is wrong with it", () => {
  expect(mistakeIn("action", "Meet on Fridays")).toBeNull();
  expect(mistakeIn("owner", "x".repeat(2001))?.rule).toBe("too-long");
});
