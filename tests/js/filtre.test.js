import assert from "node:assert/strict";
import { test } from "node:test";

import { foldText, makeMatcher } from "../../site_plugins/essaim/theme/assets/js/filtre.js";

test("words are compared without case, accents, ligatures or punctuation", () => {
  assert.equal(foldText("L’Écocité du 8 : œuvre À naître !"), "l ecocite du 8 oeuvre a naitre");
});

test("every word of the query must start a word of the text", () => {
  const text = foldText("Le Garage solidaire du Hainaut, Denain et Anzin");
  assert.ok(makeMatcher("garage DENAIN")(text));
  assert.ok(makeMatcher("soli hain")(text));
  assert.ok(!makeMatcher("arage")(text));
  assert.ok(!makeMatcher("garage Lens")(text));
});

test("an empty query keeps everything", () => {
  assert.ok(makeMatcher("  ")("n importe quoi"));
});
