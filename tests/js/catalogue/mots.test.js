import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Lexique } from "../../../site_plugins/essaim/theme/assets/js/catalogue/lexique.js";
import {
  STOP_WORDS,
  foldAll,
  foldChar,
  foldText,
  inflect,
  splitWords,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/mots.js";
import { makeChance } from "../support/hasard.js";

const LETTERS = [..."aàâAéÉèçœŒæzZ09 ’'-«» \n\t.…ﬁ²µßİſＡあ😀\u0301\u0308\ud83d", "\u212a", "\u00ad"];

const drawTexts = (seed, count, most) => {
  const chance = makeChance(seed);
  return Array.from({ length: count }, () => chance.text(LETTERS, most));
};

test("words are compared without case, accents, ligatures or punctuation", () => {
  assert.equal(foldText("L’Écocité du 8 : œuvre À naître !"), "l ecocite du 8 oeuvre a naitre");
  assert.equal(foldText("  —  "), "");
  assert.equal(foldText("Œ Æ"), "oe ae");
});

test("an accent written apart is the same accent", () => {
  assert.equal(foldText("e\u0301nergie"), "energie");
});

test("words are split at elisions, hyphens and all spaces", () => {
  assert.deepEqual(splitWords("aujourd'hui, l’eau\u00a0: tiers-lieu"), [
    "aujourd",
    "hui",
    "l",
    "eau",
    "tiers",
    "lieu",
  ]);
  assert.deepEqual(splitWords(" !"), []);
});

test("many texts fold as each would", () => {
  const texts = drawTexts(1, 500, 20);
  assert.deepEqual(foldAll(texts), texts.map(foldText));
  assert.deepEqual(foldAll([]), []);
  assert.deepEqual(foldAll([""]), [""]);
});

test("a text folds to what its characters do", () => {
  for (const text of drawTexts(2, 500, 20)) {
    const folded = text.split("").map(foldChar).join("");
    assert.equal(folded.replace(/ +/g, " ").trim(), foldText(text), JSON.stringify(text));
  }
});

test("the lexicon numbers the words that folding finds, in order", () => {
  const texts = drawTexts(3, 2000, 40);
  const lexique = new Lexique();
  const { debut, mots } = lexique.number(texts);
  const spelled = texts.map((_, i) =>
    Array.from(mots.subarray(debut[i], debut[i + 1]), (word) => lexique.spell(word)),
  );
  assert.deepEqual(spelled, texts.map(splitWords));
  const different = [...new Set(texts.flatMap(splitWords))];
  assert.equal(lexique.nombre, different.length);
  assert.deepEqual(
    different.map((word) => lexique.spell(lexique.find(word))),
    different,
  );
});

test("the lexicon grows with long texts and many words", () => {
  const words = Array.from({ length: 70_000 }, (_, i) => `mot${i.toString(36)}`);
  const lexique = new Lexique();
  const { mots } = lexique.number(["œ".repeat(300_000), words.join(" "), ...words]);
  assert.equal(lexique.nombre, 70_001);
  assert.equal(lexique.spell(0), "oe".repeat(300_000));
  assert.deepEqual(mots.slice(1, 70_001), mots.slice(70_001));
  assert.equal(lexique.find("mot"), -1);
  assert.equal(lexique.find(`mot${(69_999).toString(36)}`), 70_000);
});

test("stop words are folded, and hold those that the data files leave out", () => {
  for (const word of STOP_WORDS) assert.equal(foldText(word), word);
  const locale = new URL(
    "../../../site_plugins/essaim/locales/fr/interface.yml",
    import.meta.url,
  );
  const [, list] = /mots_vides:\s*\[([^\]]*)\]/.exec(readFileSync(locale, "utf8"));
  const words = list.split(",").map((word) => word.trim().replaceAll('"', ""));
  assert.ok(words.length > 30);
  assert.deepEqual(
    words.filter((word) => !STOP_WORDS.has(word)),
    [],
  );
});

test("words are given the other number", () => {
  assert.ok(inflect("jardins").includes("jardin"));
  assert.ok(inflect("jardin").includes("jardins"));
  assert.ok(inflect("locaux").includes("local"));
  assert.ok(inflect("local").includes("locaux"));
  assert.ok(inflect("lieu").includes("lieux"));
  assert.ok(!inflect("bus").includes("bu"));
});
