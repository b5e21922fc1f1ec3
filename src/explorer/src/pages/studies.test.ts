import { expect, test } from "vitest";
import type { Row } from "../data/terms";
import {
  type Beside,
  choices,
  FIELDS,
  filtersOf,
  isFilter,
  missing,
  passes,
  UNKNOWN,
  unfiltered,
} from "./studies";

const row = (of: Record<string, string>): Row =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { type: "literal", value }]));
const rows = [
  row({ publication: "p1", direction_label: "hinders", countries: "GB, DE", year: "2010", stated_in: "p1" }),
  row({
    publication: "p1",
    direction_label: "facilitates",
    countries: "GB, DE",
    year: "2010",
    stated_in: "p1",
  }),
  row({ publication: "p2", direction_label: "hinders", year: "2020", modality: "m/both", stated_in: "r1" }),
];
const beside: Beside = {
  about: {
    read: { p1: ["abstract"], r1: ["abstract", "table"] },
    included: { p1: ["Review A", "Review B"] },
  },
  called: (iri) => (iri === "m/both" ? "One to one and in groups" : undefined),
};
const looked = (said: string): number => {
  const params = new URLSearchParams(said);
  const left = rows.filter((each) => passes(each, params, beside));
  const wishes = filtersOf(params, beside); // each for itself, they leave the same
  expect(rows.filter((each) => wishes.every((it) => it.stays(each)))).toEqual(left);
  expect(wishes.map(({ param: [name, value] }) => `${name}=${value}`).sort()).toEqual(
    [...params].map(([name, value]) => `${name}=${value}`).sort(),
  );
  return left.length;
};

test("studies are looked at by what the address says", () => {
  expect(looked("")).toBe(3);
  expect(isFilter("read", { stated_in: {} })).toBe(true);
  expect(isFilter("read", { publication: {} })).toBe(false);
  expect(isFilter("without")).toBe(false);
  expect(looked("direction_label=hinders")).toBe(2);
  expect(looked("countries=DE")).toBe(2);
  expect(looked(`countries=${UNKNOWN}`)).toBe(1);
  expect(looked("read=a table")).toBe(1);
  expect(looked("read=abstract")).toBe(2);
  expect(looked("included=Review B")).toBe(2);
  expect(looked("modality=One to one and in groups")).toBe(1);
  expect(looked("since=2011")).toBe(1);
  expect(looked("until=2010&direction_label=hinders")).toBe(1);
  expect(looked("quality=good")).toBe(0);
  expect(String(unfiltered(new URLSearchParams("read=abstract&without=poor&since=2011")))).toBe(
    "without=poor",
  );
});

test("a value says how many rows it would leave, beside what is chosen already", () => {
  const { differ, alike } = choices(rows, new URLSearchParams("direction_label=facilitates"), beside);
  const of = (column: string) => differ.find(({ field }) => field.column === column)?.counts;
  expect(of("direction_label")).toEqual([
    ["facilitates", 1],
    ["hinders", 2],
  ]);
  expect(of("countries")).toEqual([
    ["DE", 1],
    ["GB", 1],
    [UNKNOWN, 0],
  ]);
  expect(alike).toContainEqual(["Quality", UNKNOWN]);
  expect(differ.length + alike.length).toBe(FIELDS.length);
});

test("what an address says and no study has can be taken back", () => {
  const { differ } = choices(rows, new URLSearchParams("quality=good"), beside);
  expect(differ.find(({ field }) => field.column === "quality")?.counts).toEqual([
    ["good", 0],
    [UNKNOWN, 3],
  ]);
});

test("of how many publications something is not known, each counted once", () => {
  const found = missing({ columns: [], rows }, beside);
  expect(found.of).toBe(2);
  const unknown = Object.fromEntries(found.fields.map(({ name, unknown: of }) => [name, of]));
  expect(unknown).toMatchObject({ Country: 1, Design: 2, Quality: 2, Modality: 1, Year: 0 });
  expect(unknown["What stands in it beyond the abstract"]).toBe(1);
});
