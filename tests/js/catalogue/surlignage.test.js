import assert from "node:assert/strict";
import { test } from "node:test";

import { findMarks } from "../../../site_plugins/essaim/theme/assets/js/catalogue/surlignage.js";

const MARKS = [
  ["Énergie et climat", ["energ"], "[Énergie] et climat"],
  ["L’énergie d’ici", ["energie"], "L’[énergie] d’ici"],
  ["Le bœuf, l’œuf", ["oeuf"], "Le bœuf, l’[œuf]"],
  ["Jardins partagés du jardinier", ["jardin"], "[Jardins] partagés du [jardinier]"],
  ["Tiers-lieu", ["lieu"], "Tiers-[lieu]"],
  ["Rien ici", [], "Rien ici"],
  ["Rien ici", ["xyz"], "Rien ici"],
  ["e\u0301nergie", ["energ"], "[e\u0301nergie]"],
  ["", ["a"], ""],
  ["<b>gras</b>", ["b"], "<[b]>gras</[b]>"],
];
for (const [text, mots, expected] of MARKS) {
  test(`marks of ${mots} in « ${text} »`, () => {
    const pieces = findMarks(text, mots);
    const written = pieces.map(({ texte, vu }) => (vu ? `[${texte}]` : texte)).join("");
    assert.equal(written, expected);
  });
}
