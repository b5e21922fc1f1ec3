import { expect, test } from "vitest";
import { withRoom } from "./room";

test("a drawing has room at its sides, and is otherwise as it was", () => {
  const drawn = '<svg width="400" height="100" viewBox="0 0 400 100"><text x="1">a wide word</text></svg>';
  expect(withRoom(drawn)).toBe(
    '<svg width="500" height="100" viewBox="-20 0 500 100"><text x="1">a wide word</text></svg>',
  );
});

test("what says no size is left as it is", () => {
  expect(withRoom("<svg><rect/></svg>")).toBe("<svg><rect/></svg>");
});
