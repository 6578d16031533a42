import assert from "node:assert/strict";
import { test } from "node:test";

import { decodeRegistry } from "../../../site_plugins/essaim/theme/assets/js/territoires/registre.js";
import { makeFinder } from "../../../site_plugins/essaim/theme/assets/js/territoires/trouveur.js";

const FILE = {
  version: 1,
  millesime: "2024",
  chemin: "territoires/{niveau}/{code}/",
  niveaux: ["region", "departement", "epci", "commune", "qpv"],
  colonnes: ["niveau", "code", "nom", "situation", "initiatives", "quartiers", "codes_postaux"],
  territoires: [
    [0, "32", "Hauts-de-France", "", 10, 60, ""],
    [1, "62", "Pas-de-Calais", "Hauts-de-France", 7, 31, ""],
    [1, "2A", "Corse-du-Sud", "Corse", 1, 2, ""],
    [2, "246200364", "CA de Lens – Liévin", "Pas-de-Calais", 6, 20, ""],
    [3, "62498", "Lens", "Pas-de-Calais", 2, 5, "62300"],
    [3, "62510", "Liévin", "Pas-de-Calais", 1, 3, "62800"],
    [3, "62525", "Loison-sous-Lens", "Pas-de-Calais", 1, 0, "62218"],
    [3, "93066", "Saint-Denis", "Seine-Saint-Denis", 0, 9, "93200 93210"],
    [3, "97411", "Saint-Denis", "La Réunion", 3, 9, "97400 97417 97490"],
    [3, "76351", "Le Havre", "Seine-Maritime", 2, 4, "76600 76610 76620"],
    [4, "QN06222M", "Cité 5 – Cité 11", "Grenay", 1, 0, ""],
    [4, "QN06224M", "Cité 12-14", "Lens", 0, 0, ""],
  ],
};
const find = makeFinder(decodeRegistry(FILE));
const list = (text) => find(text).trouves.map(({ code }) => code);

test("a row is read by the names of its columns", () => {
  const [commune] = decodeRegistry(FILE).filter(({ code }) => code === "97411");
  assert.deepEqual(commune, {
    niveau: "commune",
    code: "97411",
    nom: "Saint-Denis",
    situation: "La Réunion",
    initiatives: 3,
    quartiers: 9,
    codesPostaux: ["97400", "97417", "97490"],
    chemin: "territoires/commune/97411/",
  });
});

test("what is not the file is an error", () => {
  for (const bad of [null, {}, { ...FILE, version: 2 }, { ...FILE, territoires: [[0, 32]] }]) {
    assert.throws(() => decodeRegistry(bad), TypeError);
  }
});

test("names are found by the beginning of any word, the whole name first", () => {
  assert.deepEqual(list("lens"), ["62498", "246200364", "62525"]);
  assert.deepEqual(list("LIEV"), ["62510", "246200364"]);
  assert.deepEqual(list("cité 12"), ["QN06224M"]);
  assert.deepEqual(list("havre"), ["76351"]);
  assert.deepEqual(list("le havre"), ["76351"]);
  assert.deepEqual(list("sous lens"), ["62525"]);
  assert.deepEqual(list("nnn"), []);
});

test("namesakes are told apart by where they are", () => {
  assert.deepEqual(list("saint-denis"), ["97411", "93066"]);
  assert.deepEqual(list("saint denis réunion"), ["97411"]);
  assert.deepEqual(list("cité grenay"), ["QN06222M"]);
});

test("words that say nothing find nothing alone", () => {
  assert.deepEqual(list("de"), []);
  assert.deepEqual(list("  "), []);
});

test("codes: département, INSEE, SIREN, quartier, whatever the case", () => {
  assert.deepEqual(list("62")[0], "62");
  assert.deepEqual(list("2a"), ["2A"]);
  assert.deepEqual(list("62498"), ["62498"]);
  assert.deepEqual(list("246200364"), ["246200364"]);
  assert.deepEqual(list("246 200 364"), ["246200364"]);
  assert.deepEqual(list("qn062"), ["QN06222M", "QN06224M"]);
  assert.deepEqual(list("qn06224m"), ["QN06224M"]);
});

test("postcodes, whole or begun", () => {
  assert.deepEqual(list("62300"), ["62498"]);
  assert.deepEqual(list("97490"), ["97411"]);
  assert.deepEqual(list("9321"), ["93066"]);
});

test("as many as asked are given, and all are counted", () => {
  const { trouves, nombre } = find("62", 2);
  assert.equal(trouves.length, 2);
  assert.equal(nombre, 4);
});
