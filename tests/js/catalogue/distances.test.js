import assert from "node:assert/strict";
import { test } from "node:test";

import {
  inZone,
  measureAll,
  measureDistance,
  writeDistance,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/distances.js";
import { makeChance } from "../support/hasard.js";
import { readSmall } from "../support/petit.js";

const { points } = readSmall();
const LENS = [50.43, 2.83];

const near = (actual, expected, within) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, not ${expected}`);

test("distances are those of Python", () => {
  // Values of locate/distances.py.
  near(measureDistance(48.8566, 2.3522, 50.6292, 3.0573), 203509.4510093626, 0.001);
  near(measureDistance(50.43, 2.83, 50.4301, 2.8302), 18.00940472645957, 0.001);
  near(measureDistance(-20.88, 55.45, 48.8566, 2.3522), 9364788.73356132, 0.001);
});

test("a distance is the same both ways, zero to itself, and half the world at most", () => {
  const chance = makeChance(17);
  const half = Math.PI * 6_371_008.8;
  for (let turn = 0; turn < 500; turn++) {
    const draw = () => [chance.draw() * 180 - 90, chance.draw() * 360 - 180];
    const [a, b] = [draw(), draw()];
    const metres = measureDistance(...a, ...b);
    near(measureDistance(...b, ...a), metres, 1e-6);
    assert.equal(measureDistance(...a, ...a), 0);
    assert.ok(metres >= 0 && metres <= half + 1);
  }
  near(measureDistance(0, 0, 0, 180), half, 1);
  near(measureDistance(90, 0, -90, 0), half, 1);
});

test("a row is as far as its nearest place, and infinitely without one", () => {
  const distances = measureAll(points, ...LENS);
  assert.equal(distances[0], 0);
  near(distances[1], measureDistance(...LENS, 50.4201, 2.7701), 0.01);
  near(distances[2], 18.009, 0.01);
  assert.equal(distances[3], Infinity);
});

test("a row is in a zone when one of its places is, edges included", () => {
  assert.deepEqual([...inZone(points, [2.8, 50.42, 2.84, 50.44])], [1, 0, 1, 0]);
  assert.deepEqual([...inZone(points, [2.7701, 50.4201, 2.8, 50.43])], [0, 1, 0, 0]);
  assert.deepEqual([...inZone(points, [-180, -90, 180, 90])], [1, 1, 1, 0]);
  assert.deepEqual([...inZone(points, [0, 0, 1, 1])], [0, 0, 0, 0]);
});

const WRITTEN = [
  [0, "0 m"],
  [0.4, "0 m"],
  [299.6, "300 m"],
  [999.4, "999 m"],
  [999.6, "1 km"],
  [1000, "1 km"],
  [1049, "1 km"],
  [1150, "1,1 km"],
  [1234, "1,2 km"],
  [1250, "1,2 km"],
  [1350, "1,4 km"],
  [1750, "1,8 km"],
  [15_000, "15 km"],
  [15_260, "15,3 km"],
  [99_960, "100 km"],
  [123_456, "123 km"],
  [6_250_400, "6\u202f250 km"],
];
for (const [metres, words] of WRITTEN) {
  test(`${metres} metres are written ${words}`, () => {
    assert.equal(writeDistance(metres), words.replace(/ (k?m)$/, "\u00a0$1"));
  });
}
