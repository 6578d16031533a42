import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { getElementById: () => null };
const { boundPlaces } = await import(
  "../../site_plugins/essaim/theme/assets/js/territoires.js"
);

// Lens, Saint-Denis de La Réunion, Ajaccio.
const points = { latitude: [50.43, -20.88, 41.92], longitude: [2.83, 55.45, 8.74] };

test("a map looks at the mainland and Corsica when it has points there", () => {
  assert.deepEqual(boundPlaces(points, [1, 0, 2]), [
    [41.92, 2.83],
    [50.43, 8.74],
  ]);
});

test("a map of overseas places looks at them", () => {
  assert.deepEqual(boundPlaces(points, [1]), [
    [-20.88, 55.45],
    [-20.88, 55.45],
  ]);
});

test("a map without any place looks nowhere", () => {
  assert.equal(boundPlaces(points, []), null);
});
