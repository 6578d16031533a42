import assert from "node:assert/strict";
import { test } from "node:test";

import {
  decodeIndex,
  decodeQuartiers,
  decodeRing,
  meets,
} from "../../../site_plugins/essaim/theme/assets/js/carte/contours-quantifies.js";

const SQUARE = [274000, 5044000, 2000, 0, 0, 2000, -2000, 0];

test("a ring is read back from its steps, as latitudes and longitudes", () => {
  assert.deepEqual(decodeRing(SQUARE), [
    [50.44, 2.74],
    [50.44, 2.76],
    [50.46, 2.76],
    [50.46, 2.74],
  ]);
  assert.deepEqual(decodeRing([-5_234_567, -2_111_111, 1, 1, -1, 1])[0], [-21.11111, -52.34567]);
});

test("a quartier in two parts, one with a hole, has the box of its outsides", () => {
  const hole = [274500, 5044500, 500, 0, 0, 500];
  const island = [280000, 5040000, 100, 0, 0, 100];
  const [quartier] = decodeQuartiers({
    millesime: "2024",
    quartiers: [
      { code: "QN06222M", nom: "Cité 5", communes: ["62386"], polygones: [[SQUARE, hole], [island]] },
    ],
  });
  assert.equal(quartier.nom, "Cité 5");
  assert.deepEqual(quartier.communes, ["62386"]);
  assert.deepEqual(quartier.boite, [2.74, 50.4, 2.801, 50.46]);
  assert.deepEqual(
    quartier.polygones.map((rings) => rings.length),
    [2, 1],
  );
});

test("the index lists the départements and where they are", () => {
  const index = decodeIndex({
    millesime: "2024",
    departements: { 62: { boite: [1.5, 50, 3.2, 51], nombre: 31 } },
  });
  assert.deepEqual(index, {
    millesime: "2024",
    departements: [{ code: "62", boite: [1.5, 50, 3.2, 51], nombre: 31 }],
  });
});

test("two boxes meet when they share a point", () => {
  assert.ok(meets([0, 0, 2, 2], [1, 1, 3, 3]));
  assert.ok(meets([0, 0, 2, 2], [2, 2, 3, 3]));
  assert.ok(!meets([0, 0, 2, 2], [2.1, 0, 3, 2]));
  assert.ok(!meets([0, 0, 2, 2], [0, -3, 2, -0.1]));
});

for (const [name, steps] of [
  ["cut", [274000, 5044000, 2000]],
  ["too short", [274000, 5044000, 1, 1]],
  ["not whole", [2.74, 50.44, 0.1, 0, 0, 0.1]],
  ["not numbers", ["a", 1, 2, 3, 4, 5]],
]) {
  test(`a ring that is ${name} is refused`, () => {
    assert.throws(() => decodeRing(steps), TypeError);
  });
}

for (const json of [null, {}, { quartiers: [{}] }, { quartiers: [{ polygones: [[1]] }] }]) {
  test(`a file that is ${JSON.stringify(json)} is refused`, () => {
    assert.throws(() => decodeQuartiers(json), TypeError);
  });
}

for (const json of [null, [], { departements: { 62: {} } }, { departements: { 62: { boite: [1, 2] } } }]) {
  test(`an index that is ${JSON.stringify(json)} is refused`, () => {
    assert.throws(() => decodeIndex(json), TypeError);
  });
}
