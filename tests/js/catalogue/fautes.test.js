import assert from "node:assert/strict";
import { test } from "node:test";

import { findNear } from "../../../site_plugins/essaim/theme/assets/js/catalogue/fautes.js";
import { Lexique } from "../../../site_plugins/essaim/theme/assets/js/catalogue/lexique.js";
import { makeChance } from "../support/hasard.js";

const near = (typed, ...words) => {
  const lexique = new Lexique();
  lexique.number([words.join(" ")]);
  return findNear(lexique, typed).map((word) => lexique.spell(word));
};

const KINDS = [
  ["a letter too many", "sollaire"],
  ["a letter missing", "solire"],
  ["another letter", "solaite"],
  ["two letters swapped", "solarie"],
  ["a letter too many first", "asolaire"],
  ["the first letter missing", "olaire"],
  ["another first letter", "zolaire"],
  ["the first letters swapped", "oslaire"],
  ["another last letter", "solairz"],
];
for (const [kind, typed] of KINDS) {
  test(`forgiven: ${kind}`, () => assert.deepEqual(near(typed, "solaire"), ["solaire"]));
}

test("two mistakes are not forgiven, nor one in a short word or in digits", () => {
  assert.deepEqual(near("solaizt", "solaire"), []);
  assert.deepEqual(near("vlo", "velo"), []);
  assert.deepEqual(near("2021", "2022"), []);
  assert.deepEqual(near("62xyz", "62xy"), []);
});

test("whole words are preferred to beginnings, the first letter as typed to another", () => {
  assert.deepEqual(near("maire", "mairie", "faire", "mareyeur"), ["mairie"]);
  assert.deepEqual(near("raire", "faire", "rairement"), ["faire"]);
});

test("a beginning needs a right letter after the mistake", () => {
  assert.deepEqual(near("sola", "solide"), []);
  assert.deepEqual(near("soalr", "solaire"), []);
  assert.deepEqual(near("slai", "solaire"), ["solaire"]);
});

/** Edits between two words, a swap of neighbours being one: told slowly, to compare with. */
function countEdits(a, b) {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}

test("words one mistake away are all found, and nothing else is", () => {
  const chance = makeChance(6);
  let found = 0;
  for (let turn = 0; turn < 20_000; turn++) {
    const word = chance.text([..."abc"], 7);
    const typed = chance.text([..."abc"], 7);
    if (word.length < 3 || typed.length < 4 || word.startsWith(typed)) continue;
    const lexique = new Lexique();
    lexique.number([word]);
    const near = findNear(lexique, typed).length > 0;
    if (countEdits(typed, word) === 1) {
      assert.ok(near, `${typed} ${word}`);
      found++;
    } else if (near) {
      const begins = Array.from(word, (_, i) => word.slice(0, i + 1));
      assert.ok(begins.some((begin) => countEdits(typed, begin) === 1), `${typed} ${word}`);
    }
  }
  assert.ok(found > 100);
});
