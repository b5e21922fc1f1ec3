import { expect, test } from "vitest";
import { literal, type Row } from "../data/terms";
import { asRows, crosstab, FIELDS } from "./compare";

const row = (publication: string, direction: string, countries: string): Row => ({
  publication: literal(publication, "string"),
  direction_label: literal(direction, "string"),
  ...(countries ? { countries: literal(countries, "string") } : {}),
});
const [down, across] = [FIELDS.country, FIELDS.direction];

test("a publication counts once in a cell and once in all, under each of its values", () => {
  if (down === undefined || across === undefined) {
    throw new Error("there are no such fields");
  }
  const found = crosstab(
    [
      row("a", "hinders", "GB US"),
      row("a", "hinders", "GB"),
      row("a", "facilitates", "GB"),
      row("b", "hinders", ""),
    ],
    down,
    across,
    "publication",
  );
  expect(found.down).toEqual(["GB", "US", "not known"]);
  expect(found.across).toEqual(["hinders", "facilitates"]);
  expect(found.all.size).toBe(2);
  const called = (_: unknown, value: string) => (value === "GB" ? "United Kingdom" : value);
  expect(
    asRows(found, down, across, called).rows.map((it) => Object.values(it).map((term) => term.value)),
  ).toEqual([
    ["United Kingdom", "1", "1", "1"],
    ["US", "1", "0", "1"],
    ["not known", "1", "0", "1"],
  ]);
});
