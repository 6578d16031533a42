import assert from "node:assert/strict";
import { test } from "node:test";

import {
  isSameZone,
  readZone,
  roundZone,
  toBounds,
} from "../../../site_plugins/essaim/theme/assets/js/carte/zone.js";

test("a zone is rounded inwards, to four decimals", () => {
  assert.deepEqual(roundZone([2.81234, 50.41231, 2.94569, 50.49999]), [2.8124, 50.4124, 2.9456, 50.4999]);
  assert.deepEqual(roundZone([-61.23456, -21.00001, -61.1, -20.9]), [-61.2345, -21, -61.1, -20.9]);
});

test("a zone already round does not change", () => {
  for (let n = -1_800_000; n < 1_800_000; n += 997) {
    const value = n / 10_000;
    assert.deepEqual(roundZone([value, 0, value, 0]), [value, 0, value, 0]);
  }
});

test("a zone stays in the world", () => {
  assert.deepEqual(roundZone([-200, -95, 190, 91]), [-180, -90, 180, 90]);
});

test("a zone is read from a map, and given back to it", () => {
  const bounds = { getWest: () => 2.8, getSouth: () => 50.4, getEast: () => 3, getNorth: () => 50.5 };
  const zone = readZone({ getBounds: () => bounds });
  assert.deepEqual(zone, [2.8, 50.4, 3, 50.5]);
  assert.deepEqual(toBounds(zone), [
    [50.4, 2.8],
    [50.5, 3],
  ]);
});

test("two zones are the same when their sides are", () => {
  assert.ok(isSameZone([1, 2, 3, 4], [1, 2, 3, 4]));
  assert.ok(!isSameZone([1, 2, 3, 4], [1, 2, 3, 5]));
  assert.ok(!isSameZone([1, 2, 3, 4], null));
  assert.ok(isSameZone(null, null));
});
