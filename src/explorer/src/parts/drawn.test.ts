import { expect, test } from "vitest";
import { type Pictures, showing } from "./drawn";

test("a thing leads to the pictures that show it, and a review to all of its own", () => {
  const picture = (kind: string, review: string) => ({
    file: "",
    kind,
    what: "",
    review,
    review_label: "",
    title: "",
  });
  const all: Pictures = {
    drawn: true,
    pictures: [picture("influences", "a2020"), picture("years", "a2020"), picture("overlap", "")],
    shows: { "a2020/influence/x": [0], a2020: [2], b2021: [2] },
  };
  const kinds = (about: string) => showing(all, about).map(({ kind }) => kind);
  expect(kinds("a2020/influence/x")).toEqual(["influences"]);
  expect(kinds("a2020")).toEqual(["influences", "years", "overlap"]);
  expect(kinds("b2021")).toEqual(["overlap"]);
  expect(kinds("")).toEqual([]);
  expect(kinds("toString")).toEqual([]);
});
