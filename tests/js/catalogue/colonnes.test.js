import assert from "node:assert/strict";
import { test } from "node:test";

import {
  DataError,
  addTexts,
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import { writeFiles } from "../support/fichiers.js";
import { makeChance } from "../support/hasard.js";
import { listCodes, readSmall, writeSmall } from "../support/petit.js";
import { tellCatalogue } from "../support/synthese.js";

const isDamaged = { name: "DataError", code: "abime" };

const decodeAll = ({ points, catalogue, textes }) => {
  const decoded = decodeCatalogue(catalogue, decodePoints(points));
  addTexts(decoded, textes);
  return decoded;
};

test("points are read place by place", () => {
  const points = decodePoints(writeSmall().points);
  assert.equal(points.edition, "0123456789ab");
  assert.equal(points.nombre, 4);
  assert.deepEqual(points.themes, ["energie", "mobilite", "alimentation"]);
  assert.deepEqual([...points.theme], [1, 0, 2, 2]);
  assert.deepEqual([...points.debut], [0, 2, 3, 4, 4]);
  assert.deepEqual([...points.rang], [0, 0, 1, 2]);
  assert.deepEqual([...points.latitude], [50.3254, 50.43, 50.4201, 50.4301]);
  assert.deepEqual([...points.longitude], [3.3951, 2.83, 2.7701, 2.8302]);
  assert.equal(points.precision, "ncrn");
});

test("names, dates and places are read row by row", () => {
  const catalogue = readSmall();
  assert.deepEqual(catalogue.slug, [
    "le-garage-solidaire-du-hainaut",
    "mine-de-soleil",
    "epicerie-le-boeuf",
    "cuisine-de-rue",
  ]);
  assert.deepEqual(catalogue.porteur.slice(1, 3), ["SAS Mine de Soleil", "Ville de Lens"]);
  assert.deepEqual([...catalogue.depuis], [20140400, 20190000, 20220618, 0]);
  assert.deepEqual(catalogue.situe, [
    "Denain et Lens",
    "Liévin",
    "Lens",
    "Itinérante\u00a0: Pas-de-Calais",
  ]);
  assert.deepEqual([...catalogue.lieu], [[0, "Antenne de Denain"]]);
  assert.equal(catalogue.millesime, "2024");
  assert.equal(catalogue.resume[1].slice(0, 22), "Des panneaux solaires ");
  assert.deepEqual(catalogue.extra, ["reparation velos", "eau panneaux", "garage", ""]);
});

test("titles are ranked without accents nor case", () => {
  const titres = ["Zoé", "école", "Étang", "Ecole B", "eau"];
  const { points, catalogue } = writeFiles(titres.map((titre) => ({ titre })));
  const { alphabet } = decodeCatalogue(catalogue, decodePoints(points));
  const sorted = titres.map((_, rank) => titres[alphabet.indexOf(rank)]);
  assert.deepEqual(sorted, ["eau", "école", "Ecole B", "Étang", "Zoé"]);
});

test("facets give each row its terms, the main theme first", () => {
  const catalogue = readSmall();
  assert.deepEqual(listCodes(catalogue, "theme", 0), ["mobilite", "energie"]);
  assert.deepEqual(listCodes(catalogue, "type", 1), ["cooperative-solaire"]);
  assert.deepEqual(listCodes(catalogue, "label", 1), ["euralens", "euralens.labellise"]);
  assert.deepEqual(listCodes(catalogue, "levier", 2), ["1", "4"]);
  assert.deepEqual(listCodes(catalogue, "public", 3), []);
  assert.equal(catalogue.facettes.theme.index.get("alimentation"), 2);
  assert.equal(catalogue.facettes.theme.termes[0].nom, "Énergie et climat");
});

test("a row is in every territory of its places, and where it acts", () => {
  const catalogue = readSmall();
  assert.deepEqual(listCodes(catalogue, "territoire", 0), [
    "commune:59172",
    "epci:200044048",
    "departement:59",
    "region:32",
    "commune:62498",
    "departement:62",
  ]);
  assert.deepEqual(listCodes(catalogue, "territoire", 3), ["departement:62", "region:32"]);
  const { termes } = catalogue.facettes.territoire;
  const above = (code) => {
    const terme = termes.find((one) => one.code === code);
    return [terme.niveau, termes[terme.parent]?.code ?? terme.parent];
  };
  assert.deepEqual(above("commune:62498"), ["commune", "epci:200044048"]);
  assert.deepEqual(above("epci:200044048"), ["epci", "departement:59"]);
  assert.deepEqual(above("commune:2A004"), ["commune", "departement:2A"]);
  assert.deepEqual(above("departement:2A"), ["departement", -1]);
  assert.deepEqual(above("departement:62"), ["departement", "region:32"]);
  assert.deepEqual(
    Array.from(catalogue.communeDuLieu, (index) => termes[index].nom),
    ["Denain", "Lens", "Liévin", "Lens"],
  );
});

test("quartiers « à préciser » are links, but no values of the facet", () => {
  const catalogue = readSmall();
  assert.deepEqual(listCodes(catalogue, "qpv", 0), ["QN05950M", "QN06222M"]);
  assert.deepEqual(listCodes(catalogue, "qpv", 2), ["QN06223M"]);
  assert.deepEqual([...catalogue.liens.debut], [0, 2, 3, 6, 6]);
  assert.equal(catalogue.liens.relation, "dpscds");
  assert.deepEqual([...catalogue.liens.distance], [0, 120, -1, -1, 0, -1]);
});

test("an empty catalogue is a catalogue", () => {
  const catalogue = decodeAll(writeFiles([]));
  assert.equal(catalogue.nombre, 0);
  assert.deepEqual(catalogue.slug, []);
});

test("columns of more than sixty-four terms are numbers", () => {
  const [rows, words] = tellCatalogue(300, 4);
  const files = writeFiles(rows, words);
  assert.ok(Array.isArray(files.catalogue.colonnes.public.rangs));
  const catalogue = decodeAll(files);
  rows.forEach((row, i) => {
    for (const nom of ["theme", "type", "public"]) {
      assert.deepEqual(listCodes(catalogue, nom, i), row.termes[nom]);
    }
    assert.equal(catalogue.extra[i], [...new Set(row.extra)].sort().join(" "));
  });
});

test("another version, another edition and another number of rows are refused", () => {
  const { points, catalogue, textes } = writeSmall();
  const decoded = readSmall();
  assert.throws(() => decodePoints({ ...points, version: 2 }), { code: "version" });
  assert.throws(() => decodeCatalogue({ ...catalogue, version: 2 }, decoded.points), {
    code: "version",
  });
  assert.throws(() => decodeCatalogue({ ...catalogue, edition: "f" }, decoded.points), {
    name: "DataError",
    code: "edition",
  });
  assert.throws(() => addTexts(decoded, { ...textes, edition: "f" }), { code: "edition" });
  assert.throws(() => addTexts(decoded, { ...textes, nombre: 3 }), isDamaged);
});

test("damaged texts leave the catalogue as it was", () => {
  const catalogue = readSmall({ texts: false });
  const { textes } = writeSmall();
  textes.extra[3] = [99];
  assert.throws(() => addTexts(catalogue, textes), isDamaged);
  assert.equal(catalogue.resume, null);
  assert.equal(catalogue.extra, null);
});

/** Each entry breaks one thing: a path into the files, and what takes its place. */
const BROKEN = [
  ["points.theme", "120"],
  ["points.theme", "9999"],
  ["points.theme", "1é22"],
  ["points.theme", [1, 0, 2, -1]],
  ["points.theme", [1, 0, 2, 0.5]],
  ["points.lieux", [[0, 3]]],
  ["points.lieux", [[3, 0], [0, 2]]],
  ["points.lieux", [[9, 2]]],
  ["points.lieux", [[0, -1]]],
  ["points.latitude", [9e6, 1, 1, 1]],
  ["points.latitude", [1, 2, 3]],
  ["points.longitude", ["2", 0, 0, 0]],
  ["points.precision", "nc"],
  ["points.precision", "nczn"],
  ["points.edition", ""],
  ["points.nombre", 1e12],
  ["catalogue.titre", ["a", "b", "c"]],
  ["catalogue.titre", ["a", "b", "c", null]],
  ["catalogue.titre.0", "!!!"],
  ["catalogue.porteur.rangs", [0, 1, 2, 3]],
  ["catalogue.depuis", [20190, 0, 0, 0]],
  ["catalogue.depuis", [-1, 0, 0, 0]],
  ["catalogue.commune", [1, 99, 0, 0]],
  ["catalogue.termes.theme", [["energie"], ["b", "B"], ["c", "C"]]],
  ["catalogue.termes.theme", [["a", "A"], ["a", "B"], ["c", "C"]]],
  ["catalogue.colonnes.theme.ensembles", [[0, 0], [1], [2]]],
  ["catalogue.colonnes.theme.ensembles", [[3], [1], [2]]],
  ["catalogue.territoires.commune.0.3", 7],
  ["catalogue.territoires.departement.0.2", -2],
  ["catalogue.agit.0.1", "quartier"],
  ["catalogue.situe", [[0]]],
  ["catalogue.lieu", [[7, "x"]]],
  ["catalogue.liens.quartier", [0, 1, 1, 0, 3, 3]],
  ["catalogue.liens.quartier", [0, 0, 1, 0, 2, 2]],
  ["catalogue.liens.quartier", [1, 0, 1, 0, 2, 2]],
  ["catalogue.liens.relation", "dpscdx"],
  ["catalogue.liens.relation", "dpscdp"],
  ["catalogue.liens.relation", "dpscss"],
  ["catalogue.liens.rang", [1, -1, 0, 0, 0, 0]],
  ["catalogue.liens.distance", [0, -2, 0, 0, 0, 0]],
  ["catalogue.millesime", 2024],
  ["textes.resume", "abcd"],
  ["textes.extra", [[], [], [], [], ["eau"]]],
  ["textes.extra", [[0], [1, 1, 1, 1], [], [], []]],
  ["textes.extra", [[-1], [], [], [], []]],
  ["textes.mots", null],
];

for (const [path, value] of BROKEN) {
  test(`refused: ${path} = ${JSON.stringify(value)}`, () => {
    const files = structuredClone(writeSmall());
    const steps = path.split(".");
    const last = steps.pop();
    steps.reduce((node, step) => node[step], files)[last] = value;
    assert.throws(() => decodeAll(files), isDamaged);
  });
}

const BAD = [null, undefined, true, 7, -1, 0.5, NaN, Infinity, 1e12, "", "x", [], {}, [[]], [null], "__proto__"];

test("whatever is broken in a file, the error says that the file is", () => {
  const chance = makeChance(5);
  const original = writeSmall();
  let refused = 0;
  for (let turn = 0; turn < 5000; turn++) {
    const files = structuredClone(original);
    let node = files;
    let step = chance.pick(Object.keys(files));
    // Walk down at random, then break what is there.
    while (typeof node[step] === "object" && node[step] !== null && chance.draw() < 0.8) {
      const keys = Object.keys(node[step]);
      if (!keys.length) break;
      node = node[step];
      step = chance.pick(keys);
    }
    if (chance.draw() < 0.2 && !Array.isArray(node)) delete node[step];
    else if (chance.draw() < 0.2 && node !== files) {
      const other = chance.pick(Object.keys(node));
      [node[step], node[other]] = [node[other], node[step]];
    } else node[step] = chance.pick(BAD);
    try {
      decodeAll(files);
    } catch (error) {
      refused++;
      assert.ok(error instanceof DataError, `${step}: ${error.stack}`);
      assert.ok(["abime", "version", "edition"].includes(error.code));
    }
  }
  assert.ok(refused > 3500, `${refused} refused`);
});

test("a file cut anywhere and mended as JSON can be is refused", () => {
  const text = JSON.stringify(writeSmall().catalogue);
  const { points } = readSmall();
  const names = Object.keys(writeSmall().catalogue);
  for (const name of names) {
    const cut = JSON.parse(text);
    delete cut[name];
    if (name === "millesime") continue;
    assert.throws(() => decodeCatalogue(cut, points), isDamaged, name);
  }
  for (const junk of BAD) assert.throws(() => decodePoints(junk), isDamaged);
  for (const junk of BAD) assert.throws(() => decodeCatalogue(junk, points), isDamaged);
  for (const junk of BAD) assert.throws(() => addTexts(readSmall(), junk), isDamaged);
});
