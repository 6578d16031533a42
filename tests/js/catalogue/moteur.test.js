import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addTexts,
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import { findMarks, makeEngine } from "../../../site_plugins/essaim/theme/assets/js/catalogue/moteur.js";
import { STOP_WORDS, splitWords } from "../../../site_plugins/essaim/theme/assets/js/catalogue/mots.js";
import { writeFiles } from "../support/fichiers.js";
import { makeChance } from "../support/hasard.js";
import { readSmall, writeSmall } from "../support/petit.js";
import { tellCatalogue } from "../support/synthese.js";

const GARAGE = 0;
const MINE = 1;
const EPICERIE = 2;
const CUISINE = 3;

const engine = makeEngine(readSmall());

/** Rows found, the best first. */
const find = (query, searched = engine) => {
  const { scores } = searched.search(query);
  return [...scores.keys()]
    .filter((row) => scores[row] > 0)
    .sort((a, b) => scores[b] - scores[a] || a - b);
};

const readRows = (rows, words) => {
  const files = writeFiles(rows, words);
  const catalogue = decodeCatalogue(files.catalogue, decodePoints(files.points));
  addTexts(catalogue, files.textes);
  return catalogue;
};

test("a query without a word is no query", () => {
  assert.equal(engine.search(""), null);
  assert.equal(engine.search(" ’ — !"), null);
});

const SENTENCES = [
  ["soleil", [MINE]],
  ["SOLEIL !", [MINE]],
  ["l’énergie", [GARAGE, MINE]],
  ["l'energie", [GARAGE, MINE]],
  ["d'eau", [MINE]],
  ["œuf", [EPICERIE]],
  ["oeuf", [EPICERIE]],
  ["boeuf à Lens", [EPICERIE]],
  ["garage", [GARAGE, EPICERIE]],
  ["garage de Denain", [GARAGE]],
  ["société solaire", [MINE]],
  ["familles", [GARAGE, EPICERIE]],
  ["labellisé", [MINE]],
  ["jardin", [EPICERIE, CUISINE]],
  ["un camion et des jardiniers", [CUISINE]],
  ["ville de Lens", [EPICERIE, CUISINE]],
  ["répare voiture", [GARAGE]],
  ["arage", [GARAGE, EPICERIE]],
  ["xyz", []],
  ["garage xyz", []],
];
for (const [query, rows] of SENTENCES) {
  test(`« ${query} » finds ${rows.length} rows`, () => assert.deepEqual(find(query), rows));
}

test("words may stand in two fields, none may be missing", () => {
  assert.deepEqual(find("soleil liévin"), [MINE]);
  assert.deepEqual(find("soleil denain"), []);
  assert.deepEqual(find("hainaut insertion"), [GARAGE]);
});

test("small words count only when there is nothing else", () => {
  assert.deepEqual(find("la garage du"), find("garage"));
  assert.deepEqual(find("le la"), [MINE]);
  assert.deepEqual(find("un de"), [CUISINE, EPICERIE]);
});

test("singular and plural find each other, before longer words", () => {
  const catalogue = readRows(
    ["Jardinier", "Jardins", "Jardin", "Local", "Locaux"].map((titre) => ({ titre })),
  );
  const searched = makeEngine(catalogue);
  assert.deepEqual(find("jardin", searched), [2, 1, 0]);
  assert.deepEqual(find("jardins", searched), [1, 2]);
  assert.deepEqual(find("local", searched), [3, 4]);
  assert.deepEqual(find("locaux", searched), [4, 3]);
});

test("a word says more in a title than anywhere else, whole than begun", () => {
  const termes = {
    theme: [
      ["a", "Autre"],
      ["p", "Pomme"],
    ],
    type: [["t", "Rien"]],
  };
  const catalogue = readRows(
    [
      { titre: "Un", resume: "La pomme." },
      { titre: "Deux", extra: ["pomme"] },
      { titre: "Trois", termes: { theme: ["p"] } },
      { titre: "Quatre", porteur: "Pommeraie" },
      { titre: "Cinq", porteur: "La Pomme" },
      { titre: "Six pommiers" },
      { titre: "Six pommeraies" },
      { titre: "Sept pommes" },
      { titre: "Huit pomme huit" },
      { titre: "Pomme" },
    ],
    { termes },
  );
  assert.deepEqual(find("pomme", makeEngine(catalogue)), [9, 8, 7, 6, 4, 3, 2, 1, 0]);
});

test("the same query gives the same scores", () => {
  const other = makeEngine(readSmall());
  for (const [query] of SENTENCES) {
    assert.deepEqual(other.search(query), engine.search(query));
  }
});

const TYPOS = [
  ["solleil", "Soleil", [MINE]],
  ["solei", null, [MINE]],
  ["soeil", "Soleil", [MINE]],
  ["solril", "Soleil", [MINE]],
  ["soliel", "Soleil", [MINE]],
  ["zoleil", "Soleil", [MINE]],
  ["oleil", "Soleil", [MINE]],
  ["osleil", "Soleil", [MINE]],
  ["hénnergie", null, []],
  ["énnergie", "Énergie", [GARAGE, MINE]],
  ["réapre", "répare", [GARAGE]],
  ["rue", null, [CUISINE]],
  ["rie", null, []],
  ["20", null, []],
  ["2021", null, []],
];
for (const [typed, used, rows] of TYPOS) {
  test(`« ${typed} » is ${used ? `read « ${used} »` : "taken as it is"}`, () => {
    assert.deepEqual(find(typed), rows);
    assert.deepEqual(engine.search(typed).corriges, used ? [[typed, used]] : []);
  });
}

test("a mistake is forgiven only to a word that is nowhere", () => {
  const searched = makeEngine(
    readRows([{ titre: "Marche" }, { titre: "Marché couvert" }, { titre: "Mairie" }]),
  );
  assert.deepEqual(find("marche", searched), [0, 1]);
  assert.deepEqual(find("maire", searched), [2]);
  // Both words are somewhere, only not together: nothing is corrected.
  assert.deepEqual(find("mairie couvert", searched), []);
  assert.deepEqual(searched.search("mairie couvert").corriges, []);
});

test("a mistake is understood before the word is finished, and in the plural", () => {
  const searched = makeEngine(readRows([{ titre: "Panneaux solaires" }, { titre: "Toit solaire" }]));
  assert.deepEqual(find("solirae", searched), []);
  assert.deepEqual(find("solaite", searched), [0, 1]);
  assert.deepEqual(searched.search("solaite").mots.sort(), ["solaire", "solaires"]);
  assert.deepEqual(find("pnnea", searched), [0]);
  assert.deepEqual(searched.search("pnnea").corriges, [["pnnea", "Panneaux"]]);
});

test("a correction says what was typed and how the catalogue writes it", () => {
  assert.deepEqual(engine.search("Épicrie à lens").corriges, [["Épicrie", "Épicerie"]]);
  assert.deepEqual(engine.search("reparaton").corriges, [["reparaton", "reparation"]]);
});

test("texts that come late are searched once they are there", () => {
  const catalogue = readSmall({ texts: false });
  const searched = makeEngine(catalogue);
  assert.deepEqual(find("panneaux", searched), []);
  assert.deepEqual(find("garage", searched), [GARAGE]);
  addTexts(catalogue, writeSmall().textes);
  searched.refresh();
  assert.deepEqual(find("panneaux", searched), [MINE]);
  assert.deepEqual(find("garage", searched), find("garage"));
  searched.refresh();
  assert.deepEqual(find("garage", searched), [GARAGE, EPICERIE]);
});

test("every row found has every word, or its other number", () => {
  const [rows, words] = tellCatalogue(400, 7);
  const searched = makeEngine(readRows(rows, words));
  const chance = makeChance(8);
  const has = (row, word) => {
    const { termes } = words;
    const name = (nom) =>
      rows[row].termes[nom].map((code) => termes[nom].find(([known]) => known === code)[1]);
    const communes = rows[row].lieux.map(
      ({ commune }) => words.territoires.commune.find(([code]) => code === commune)[1],
    );
    const text = [
      rows[row].titre,
      rows[row].porteur,
      rows[row].resume,
      ...rows[row].extra,
      ...communes,
      ...["theme", "type", "public", "label"].flatMap(name),
    ].join(" ");
    return splitWords(text).some((one) => one.startsWith(word));
  };
  for (let turn = 0; turn < 60; turn++) {
    const row = chance.integer(0, rows.length - 1);
    const own = splitWords(`${rows[row].titre} ${rows[row].resume}`).filter(
      (word) => word.length > 3 && !STOP_WORDS.has(word),
    );
    const query = [chance.pick(own), chance.pick(own).slice(0, 4)];
    const found = find(query.join(" "), searched);
    assert.ok(found.includes(row), query.join(" "));
    const expected = rows.map((_, i) => i).filter((i) => query.every((word) => has(i, word)));
    for (const one of expected) assert.ok(found.includes(one), `${query} ${one}`);
    const stems = query.map((word) => word.replace(/(aux|[sx])$/, ""));
    for (const one of found) assert.ok(stems.every((stem) => has(one, stem)), `${query} ${one}`);
  }
});

test("any text can be searched", () => {
  const chance = makeChance(9);
  const letters = [..."aeéœs’'\" *+?[(\\^$\u0000\ud83d\u0301ﬁ9-"];
  for (let turn = 0; turn < 300; turn++) engine.search(chance.text(letters, 60));
  engine.search("e ".repeat(50_000));
  engine.search("x".repeat(10_000));
});

test("what was found can be marked, and pieces always make the text again", () => {
  const chance = makeChance(10);
  const catalogue = readSmall();
  for (const [query, rows] of SENTENCES) {
    const { mots } = engine.search(query);
    if (rows.length) assert.ok(mots.length);
    for (const text of [...catalogue.titre, ...catalogue.resume]) {
      const pieces = findMarks(text, mots);
      assert.equal(pieces.map(({ texte }) => texte).join(""), text);
    }
  }
  for (let turn = 0; turn < 300; turn++) {
    const text = chance.text([..."aé œ-’\u0301\ud83d"], 20);
    assert.equal(findMarks(text, ["a", "oe"]).map(({ texte }) => texte).join(""), text);
  }
});

test("what corrects a mistake is marked", () => {
  assert.deepEqual(engine.search("soliel").mots, ["soleil"]);
  assert.deepEqual(engine.search("soleil lens xyz").mots, []);
});
