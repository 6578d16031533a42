import assert from "node:assert/strict";
import { test } from "node:test";

import {
  listLinked,
  listNearest,
} from "../../../site_plugins/essaim/theme/assets/js/territoires/liens-quartier.js";
import { readSmall } from "../support/petit.js";

const catalogue = readSmall({ texts: false });
const LENS = { latitude: 50.43, longitude: 2.83 };
const list = (entries) => entries.map(({ rang, metres }) => [catalogue.slug[rang], metres]);
const all = { most: 10, farthest: 100_000 };

test("who is in a quartier, near it, or serves it", () => {
  const { dans, proche, dessert } = listLinked(catalogue, "QN06222M");
  assert.deepEqual(list(dans), []);
  assert.deepEqual(list(proche), [["le-garage-solidaire-du-hainaut", 120]]);
  assert.deepEqual(list(dessert), [["mine-de-soleil", null]]);
});

test("who is in a quartier and serves it is told once, as being in it", () => {
  const { dans, proche, dessert } = listLinked(catalogue, "QN06223M");
  assert.deepEqual(list(dans), [["epicerie-le-boeuf", null]]);
  assert.deepEqual([...proche, ...dessert], []);
});

test("« à préciser » is no link, and an unknown quartier has none", () => {
  const { dans, proche, dessert } = listLinked(catalogue, "QN05950M");
  assert.deepEqual(list(dans), [["le-garage-solidaire-du-hainaut", null]]);
  assert.deepEqual([...proche, ...dessert], []);
  assert.deepEqual(listLinked(catalogue, "QN99999M"), { dans: [], proche: [], dessert: [] });
});

test("the nearest are told by their nearest place, and whether it is known", () => {
  const found = listNearest(catalogue, LENS, all);
  assert.deepEqual(
    found.map(({ rang, environ }) => [catalogue.slug[rang], environ]),
    [
      ["le-garage-solidaire-du-hainaut", true],
      ["epicerie-le-boeuf", false],
      ["mine-de-soleil", false],
    ],
  );
  assert.equal(Math.round(found[1].metres), 18);
});

test("a commune knows only who is in it; those told already, and the far, are left out", () => {
  const found = listNearest(catalogue, { ...LENS, commune: "62510" }, { ...all, told: new Set([findGarage()]) });
  assert.equal(catalogue.slug[found[0].rang], "mine-de-soleil");
  assert.equal(found[0].surPlace, true);
  assert.ok(found.every(({ environ }) => environ));
  assert.equal(found.length, 2);
  assert.deepEqual(list(listNearest(catalogue, LENS, { most: 10, farthest: 0 })).length, 1);
  assert.equal(listNearest(catalogue, LENS, { ...all, most: 1 }).length, 1);
});

/** The row of the garage, whose second place is in Lens. */
function findGarage() {
  return catalogue.slug.indexOf("le-garage-solidaire-du-hainaut");
}
