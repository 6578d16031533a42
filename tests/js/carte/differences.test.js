import assert from "node:assert/strict";
import { test } from "node:test";

import {
  compareKeys,
  sortAsRead,
  sortByNearness,
} from "../../../site_plugins/essaim/theme/assets/js/carte/differences.js";

const keyed = (...keys) => new Map(keys.map((key) => [key, null]));

test("what stays between two views is neither gone nor come", () => {
  assert.deepEqual(compareKeys(keyed("a", "b", "c"), keyed("d", "b", "c")), {
    gone: ["a"],
    come: ["d"],
  });
  assert.deepEqual(compareKeys(keyed("a"), keyed("a")), { gone: [], come: [] });
});

test("markers are read from north to south, then from west to east", () => {
  const lens = { latitude: 50.43, longitude: 2.83 };
  const douai = { latitude: 50.43, longitude: 3.08 };
  const lyon = { latitude: 45.76, longitude: 4.84 };
  assert.deepEqual(sortAsRead([lyon, douai, lens]), [lens, douai, lyon]);
});

test("nearness is measured as the screen shows it", () => {
  const from = { latitude: 60, longitude: 0 };
  const east = { latitude: 60, longitude: 1.5 };
  const north = { latitude: 61, longitude: 0 };
  assert.deepEqual(sortByNearness(from, [north, east]), [east, north]);
});
