import assert from "node:assert/strict";
import { test } from "node:test";

import {
  holdsPoint,
  makePlane,
  measureBox,
  measureEdge,
  situate,
} from "../../../site_plugins/essaim/theme/assets/js/territoires/geometrie.js";

const makeSquare = (south, west, size) => [
  [south, west],
  [south, west + size],
  [south + size, west + size],
  [south + size, west],
];
const SQUARE = [[makeSquare(50, 2, 0.02)]];
const HOLED = [[makeSquare(50, 2, 0.02), makeSquare(50.008, 2.008, 0.004)]];
const PARTS = [...HOLED, [makeSquare(50.05, 2.05, 0.01)]];
/** An island in the hole of another polygon. */
const NESTED = [...HOLED, [makeSquare(50.0095, 2.0095, 0.001)]];
const at = (latitude, longitude) => ({ latitude, longitude });
const about = (value, expected, part = 0.001) =>
  assert.ok(Math.abs(value - expected) <= expected * part, `${value}, not ${expected}`);

test("a plane has the metres of the ellipsoid", () => {
  // WGS84 at 50° north: 71,695.8 m in a degree of longitude, 111,229.0 m in one of latitude.
  const [east, north] = makePlane(at(50, 2))(50.01, 2.01);
  about(east, 716.958, 1e-5);
  about(north, 1112.29, 1e-5);
});

test("a point is in a square, out of its hole, in any of its parts", () => {
  assert.equal(holdsPoint(SQUARE, at(50.01, 2.01)), true);
  assert.equal(holdsPoint(SQUARE, at(50.03, 2.01)), false);
  assert.equal(holdsPoint(SQUARE, at(50.01, 1.99)), false);
  assert.equal(holdsPoint(HOLED, at(50.01, 2.01)), false);
  assert.equal(holdsPoint(HOLED, at(50.004, 2.004)), true);
  assert.equal(holdsPoint(PARTS, at(50.055, 2.055)), true);
  assert.equal(holdsPoint(PARTS, at(50.03, 2.03)), false);
  assert.equal(holdsPoint(NESTED, at(50.01, 2.01)), true);
});

test("a ray through a corner counts it once", () => {
  const diamond = [[[[0, 1], [1, 0], [0, -1], [-1, 0]]]];
  assert.equal(holdsPoint(diamond, at(0, 0)), true);
  assert.equal(holdsPoint(diamond, at(0, -2)), false);
  assert.equal(holdsPoint(diamond, at(1, -1)), false);
  assert.equal(holdsPoint(diamond, at(-1, -1)), false);
});

test("the edge is measured from both sides, that of a hole too", () => {
  about(measureEdge(SQUARE, at(50.01, 2.03)), 716.81);
  about(measureEdge(SQUARE, at(50.001, 2.01)), 111.23);
  about(measureEdge(HOLED, at(50.0099, 2.01)), 0.002 * 71681);
  // Beyond a corner: the corner itself.
  about(measureEdge(SQUARE, at(50.021, 2.021)), Math.hypot(111.23, 71.66));
  assert.equal(measureEdge([], at(50, 2)), Infinity);
});

test("within a metre of the edge, nobody knows on which side", () => {
  const metre = 1 / 111_229;
  for (const [metres, relation] of [
    [0, "bord"],
    [0.9, "bord"],
    [-0.9, "bord"],
    [1.2, "dans"],
    [-1.2, "proche"],
    [-299, "proche"],
    [-301, "loin"],
  ]) {
    const found = situate(SQUARE, at(50 + metres * metre, 2.01));
    assert.equal(found.relation, relation, String(metres));
    assert.ok(Math.abs(found.limite - Math.abs(metres)) < 0.5);
    if (metres < -1) assert.ok(Math.abs(found.metres + metres) < 0.5);
    else assert.equal(found.metres, 0);
  }
});

test("a hole is outside, and its edge is an edge", () => {
  assert.deepEqual(situate(HOLED, at(50.01, 2.01)).relation, "proche");
  assert.equal(situate(HOLED, at(50.008, 2.01)).relation, "bord");
});

test("a side of no length is a point", () => {
  const twice = [[[[50, 2], [50, 2], [50, 2.01], [50.01, 2]]]];
  about(measureEdge(twice, at(49.999, 1.999)), Math.hypot(111.23, 71.7));
});

test("a box is nearer than anything in it", () => {
  assert.equal(measureBox([2, 50, 2.02, 50.02], at(50.01, 2.01)), 0);
  about(measureBox([2, 50, 2.02, 50.02], at(50.01, 2.03)), 716.81);
  about(measureBox([2, 50, 2.02, 50.02], at(49.99, 1.99)), Math.hypot(1112.3, 716.8), 0.002);
});
