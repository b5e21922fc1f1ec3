import { expect, test } from "vitest";
import type { Row, Rows } from "../data/terms";
import { conditionsOf, dependsOn, given, holds, unstated } from "./conditions";

const rows = (...of: Record<string, string>[]): Rows => ({
  columns: [],
  rows: of.map(
    (each): Row =>
      Object.fromEntries(Object.entries(each).map(([name, value]) => [name, { type: "literal", value }])),
  ),
});
const inside = {
  review: "r",
  facet: "training",
  answer: "internal",
  condition: "c1",
  condition_label: "it is ours",
};
const outside = {
  review: "r",
  facet: "training",
  answer: "external",
  condition: "c2",
  condition_label: "it is not",
};
const alignments = rows({ element: "e1", ...inside }, { review: "r", element: "e2" });
const conditions = rows(
  { ...outside, asks: "Who trains?" },
  { ...inside, asks: "Who trains?" },
  { ...outside, review: "other", facet: "role" },
);

test("each question on which it depends has all of its answers", () => {
  expect(dependsOn(alignments, conditions)).toEqual([
    {
      facet: "training",
      asks: "Who trains?",
      answers: [
        ["external", "it is not"],
        ["internal", "it is ours"],
      ],
    },
  ]);
  expect(dependsOn(rows({ review: "r", element: "e2" }), conditions)).toEqual([]);
});

test("an answer leaves what holds, and says where nobody states anything", () => {
  const depends = dependsOn(alignments, conditions);
  const left = (said: string) => {
    const settled = given(new URLSearchParams(said));
    const wishes = conditionsOf(new URLSearchParams(said));
    const wished = alignments.rows.filter((row) => wishes.every((it) => it.stays(row)));
    expect(wished).toEqual(alignments.rows.filter((row) => holds(row, settled)));
    return [
      alignments.rows.filter((row) => holds(row, settled)).length,
      unstated(alignments, depends, settled),
    ];
  };
  expect(left("")).toEqual([2, []]);
  expect(left("given=training%3Dinternal")).toEqual([2, []]);
  expect(left("given=training%3Dexternal")).toEqual([1, ["it is not"]]);
  expect(left("given=role%3Dexternal")).toEqual([2, []]);
});
