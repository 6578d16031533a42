import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { getElementById: () => null };
const { shareRing } = await import("../../site_plugins/essaim/theme/assets/js/marqueurs.js");

test("a ring of one theme is whole", () => {
  assert.deepEqual(shareRing([["energie", 7]]), [{ theme: "energie", debut: 0, part: 100 }]);
});

test("themes share a ring by their places, with a gap between them", () => {
  assert.deepEqual(shareRing([["energie", 3], ["mobilite", 1]]), [
    { theme: "energie", debut: 0, part: 73.8 },
    { theme: "mobilite", debut: 75, part: 23.8 },
  ]);
});

test("beyond four themes, or too thin to be seen, the others share one arc", () => {
  const many = ["a", "b", "c", "d", "e", "f"].map((theme) => [theme, 10]);
  assert.deepEqual(shareRing(many).map(({ theme }) => theme), ["a", "b", "c", "d", null]);
  assert.deepEqual(shareRing([["a", 99], ["b", 1]]).map(({ theme }) => theme), ["a", null]);
});

test("arcs stay within the ring", () => {
  for (const { debut, part } of shareRing([["a", 5], ["b", 4], ["c", 3], ["d", 2], ["e", 1]])) {
    assert.ok(part > 0 && debut + part <= 100);
  }
});
