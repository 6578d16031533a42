import assert from "node:assert/strict";
import { test } from "node:test";

import { countThemes, groupPoints } from "../../../site_plugins/essaim/theme/assets/js/carte/regroupement.js";

const FRANCE = [-6, 41, 10, 52];
const OPTIONS = { radius: 76, maxZoom: 19 };

/** @param {[number, number, number, string][]} places latitude, longitude, initiative, theme */
function makePoints(places) {
  return {
    nombre: places.length,
    latitude: places.map(([latitude]) => latitude),
    longitude: places.map(([, longitude]) => longitude),
    rang: places.map(([, , rang]) => rang),
    theme: (place) => places[place][3],
  };
}

/** Two neighbours in Lens, one initiative with two places at one point of Lyon, one alone in Brest. */
const POINTS = makePoints([
  [50.43, 2.83, 0, "energie"],
  [50.431, 2.834, 1, "mobilite"],
  [45.76, 4.84, 2, "energie"],
  [45.76, 4.84, 2, "energie"],
  [48.39, -4.49, 3, "nature"],
]);
const from = (grouping, box, zoom) => grouping.list(box, zoom).sort((a, b) => b.latitude - a.latitude);

test("far away, neighbours are one group and who is alone stays alone", () => {
  const [lens, brest, lyon] = from(groupPoints(POINTS, null, OPTIONS), FRANCE, 6);
  assert.equal(lens.nombre, 2);
  assert.equal(brest.place, 4);
  assert.equal(brest.key, "4");
  assert.equal(lyon.nombre, 2);
});

test("near, only twins stay together", () => {
  const grouping = groupPoints(POINTS, null, OPTIONS);
  assert.deepEqual(
    from(grouping, [2.8, 50.4, 2.9, 50.5], 16).map(({ place }) => place),
    [1, 0],
  );
  assert.equal(from(grouping, [4.8, 45.7, 4.9, 45.8], 19)[0].nombre, 2);
});

test("a group knows the zoom that opens it, and its places", () => {
  const grouping = groupPoints(POINTS, null, OPTIONS);
  const [lens, , lyon] = from(grouping, FRANCE, 6);
  const zoom = grouping.expand(lens);
  assert.equal(grouping.list([2.8, 50.4, 2.9, 50.5], zoom).length, 2);
  assert.equal(grouping.list([2.8, 50.4, 2.9, 50.5], zoom - 1).length, 1);
  assert.deepEqual(grouping.open(lens), [0, 1]);
  assert.equal(grouping.expand(lyon), null);
  assert.deepEqual(grouping.open(lyon), [2, 3]);
});

test("a group that opens only near is opened from afar as well", () => {
  const close = makePoints([
    [50.43, 2.83, 0, "energie"],
    [50.4305, 2.8305, 1, "energie"],
  ]);
  const grouping = groupPoints(close, null, OPTIONS);
  const [group] = grouping.list(FRANCE, 5);
  const zoom = grouping.expand(group);
  assert.ok(zoom > 12 && zoom <= 19);
  assert.equal(grouping.list([2.82, 50.42, 2.84, 50.44], zoom).length, 2);
  const [near] = grouping.list([2.82, 50.42, 2.84, 50.44], 13);
  assert.equal(grouping.expand(near), zoom);
});

test("a map that cannot come near groups all the same", () => {
  const grouping = groupPoints(POINTS, null, { radius: 76, maxZoom: 8 });
  const [lens] = from(grouping, FRANCE, 8);
  assert.equal(lens.nombre, 2);
  assert.equal(grouping.expand(lens), null);
});

test("a filter keeps the places of its initiatives, and the same groups keep their key", () => {
  const whole = groupPoints(POINTS, null, OPTIONS);
  const some = groupPoints(POINTS, Uint32Array.of(3, 2), OPTIONS);
  assert.deepEqual(some.places, [2, 3, 4]);
  assert.deepEqual([0, 2, 4].map(some.keeps), [false, true, true]);
  const lyon = (grouping) => from(grouping, FRANCE, 6).at(-1).key;
  assert.equal(lyon(some), lyon(whole));
  assert.deepEqual(groupPoints(POINTS, new Uint32Array(), OPTIONS).list(FRANCE, 6), []);
});

test("around a view, near groups do not depend on where exactly it looks", () => {
  const grouping = groupPoints(POINTS, null, OPTIONS);
  const keys = (box) => grouping.list(box, 14).map(({ key }) => key).sort();
  assert.deepEqual(keys([2.8, 50.4, 2.9, 50.5]), keys([2.81, 50.41, 2.91, 50.51]));
});

test("themes are counted, the most frequent first, then by code", () => {
  assert.deepEqual(countThemes(POINTS, [0, 1, 2, 3, 4]), [
    ["energie", 3],
    ["mobilite", 1],
    ["nature", 1],
  ]);
});
