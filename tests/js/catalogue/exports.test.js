import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addTexts,
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import {
  COLONNES,
  writeCsv,
  writeGeojson,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/exports.js";
import { writeFiles } from "../support/fichiers.js";
import { makeChance } from "../support/hasard.js";
import { readSmall } from "../support/petit.js";

const RACINE = "https://exemple.fr/essaim/";
const all = Uint32Array.of(0, 1, 2, 3);
const catalogue = readSmall();

/**
 * Read a file as a French Excel does: semicolons, quotes doubled inside quotes, `="…"` kept as text,
 * decimal commas made numbers, whatever starts like a formula taken for one.
 */
function openInExcel(text) {
  assert.equal(text[0], "\ufeff", "without a BOM, Excel reads Latin-1");
  const rows = [[]];
  let i = 1;
  while (i < text.length) {
    let cell = "";
    if (text[i] === '"') {
      i++;
      while (text[i] !== '"' || text[i + 1] === '"') {
        assert.ok(i < text.length, "a quote is never closed");
        if (text[i] === '"') i++;
        cell += text[i++];
      }
      i++;
    } else {
      while (i < text.length && !";\r\n".includes(text[i])) {
        assert.notEqual(text[i], '"', "a quote in a cell that has none around");
        cell += text[i++];
      }
    }
    rows.at(-1).push(understand(cell));
    if (text[i] === ";") i++;
    else {
      assert.equal(text.slice(i, i + 2), "\r\n");
      i += 2;
      if (i < text.length) rows.push([]);
    }
    // An empty last cell has nothing to read.
    if (text[i - 1] === ";" && (i === text.length || "\r\n".includes(text[i]))) {
      rows.at(-1).push("");
      i += 2;
      if (i < text.length) rows.push([]);
    }
  }
  return rows;
}

function understand(cell) {
  const label = /^="([\d-]*)"$/.exec(cell);
  if (label) return label[1];
  if (/^[+-]?\d+(,\d+)?$/.test(cell)) return Number(cell.replace(",", "."));
  assert.ok(!/^[=+\-@\t\r]/.test(cell), `a formula: ${cell}`);
  return cell;
}

/** Rows of a table as objects. */
function readTable(text) {
  const [names, ...rows] = openInExcel(text);
  return rows.map((cells) => {
    assert.equal(cells.length, names.length);
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  });
}

test("a table says every row, in a French spreadsheet's own way", () => {
  const distances = Float32Array.of(12.4, 1500, 0, Infinity);
  const rows = readTable(writeCsv(catalogue, all, { racine: RACINE, distances }));
  assert.deepEqual(Object.keys(rows[0]), COLONNES);
  assert.deepEqual(rows[0], {
    titre: "Le Garage solidaire du Hainaut",
    resume: "On y répare des voitures : l’atelier d’insertion accueille des familles.",
    themes: "Mobilité | Énergie et climat",
    type: "Garage solidaire",
    statut: "En activité",
    depuis: "2014-04",
    porteur: "Convergences Plurielles",
    forme: "Association",
    communes: "Denain | Lens",
    codes_insee: "59172 | 62498",
    departements: "Nord | Pas-de-Calais",
    epci: "Lens-Liévin",
    qpv_dans: "Cité 5 (QN05950M)",
    qpv_proches: "Résidence du Parc (QN06222M), 120\u00a0m",
    qpv_desservis: "",
    publics: "Familles",
    labels: "",
    latitude: 50.3254,
    longitude: 3.3951,
    distance_m: 12,
    adresse_page: "https://exemple.fr/essaim/initiatives/le-garage-solidaire-du-hainaut/",
  });
  assert.equal(rows[1].qpv_desservis, "Résidence du Parc (QN06222M)");
  assert.equal(rows[1].labels, "Label Euralens : labellisé");
  assert.equal(rows[1].depuis, 2019);
  assert.equal(rows[2].depuis, "2022-06-18");
  assert.equal(rows[2].titre, "Épicerie « Le Bœuf & l’Œuf »");
  assert.equal(rows[2].qpv_dans, "QN06223M");
  assert.equal(rows[2].adresse_page, `${RACINE}initiatives/epicerie-le-boeuf/`);
  assert.deepEqual(
    ["communes", "codes_insee", "departements", "latitude", "longitude", "distance_m"].map(
      (column) => rows[3][column],
    ),
    ["", "", "Pas-de-Calais", "", "", ""],
  );
});

test("rows come in the order asked, without a distance when nobody asked how far", () => {
  const rows = readTable(writeCsv(catalogue, Uint32Array.of(3, 1), { racine: RACINE }));
  assert.deepEqual(rows.map(({ titre }) => titre), ["Cuisine de rue", "Mine de Soleil"]);
  assert.ok(!("distance_m" in rows[0]));
});

test("columns are named as asked", () => {
  const noms = { titre: "titre", statut: "état", epci: "=cmd" };
  const [header] = openInExcel(writeCsv(catalogue, new Uint32Array(0), { racine: RACINE, noms }));
  assert.deepEqual([header[4], header[10], header[11]], ["état", "departements", "'=cmd"]);
});

test("a file is bytes for bytes what the standard says", () => {
  const text = writeCsv(catalogue, Uint32Array.of(1), { racine: RACINE });
  const [header, line, end] = text.split("\r\n");
  assert.equal(header, `\ufeff${COLONNES.filter((name) => name !== "distance_m").join(";")}`);
  assert.equal(
    line,
    "Mine de Soleil;Des panneaux solaires sur les toits publics, et des épargnants réunis.;" +
      "Énergie et climat;Société solaire citoyenne;En activité;2019;SAS Mine de Soleil;" +
      "Société par actions simplifiée;Liévin;62510;Pas-de-Calais;Lens-Liévin;;;" +
      "Résidence du Parc (QN06222M);;Label Euralens : labellisé;50,4201;2,7701;" +
      "https://exemple.fr/essaim/initiatives/mine-de-soleil/",
  );
  assert.equal(end, "");
});

test("before the texts came, a table has no summaries", () => {
  const [row] = readTable(writeCsv(readSmall({ texts: false }), all, { racine: RACINE }));
  assert.equal(row.resume, "");
});

test("a root may be an address of a folder or a URL", () => {
  const racine = new URL("file:///tmp/site/");
  const [row] = readTable(writeCsv(catalogue, all, { racine }));
  assert.match(row.adresse_page, /^file:\/\/\/tmp\/site\/initiatives\/le-garage/);
});

const readOne = (told) => {
  const files = writeFiles([{ slug: "x", ...told }]);
  const one = decodeCatalogue(files.catalogue, decodePoints(files.points));
  addTexts(one, files.textes);
  return one;
};

/** What someone may have written in a title, and what the cell holds once the file is open. */
const TRAPS = [
  ['=HYPERLINK("http://x";"clic")', '\'=HYPERLINK("http://x";"clic")'],
  ["+33 3 21 00 00 00", "'+33 3 21 00 00 00"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1:A9)", "'@SUM(A1:A9)"],
  ["\t=1+1", "'\t=1+1"],
  ["\r=1+1", "'\n=1+1"],
  ["＝1+1", "'＝1+1"],
  ["-12,5", -12.5],
  ["+7", 7],
  ["01004", "01004"],
  ["0", 0],
  ["123456789012", "123456789012"],
  ["12345678901", 12345678901],
  ["Un ; deux", "Un ; deux"],
  ['Dire "oui"', 'Dire "oui"'],
  ["Deux\nlignes", "Deux\nlignes"],
  ["Deux\r\nlignes", "Deux\nlignes"],
  ['"; =cmd|\' /C calc\'!A0', '"; =cmd|\' /C calc\'!A0'],
  [" espaces ", " espaces "],
  ["L’œuvre « à naître »", "L’œuvre « à naître »"],
];
for (const [titre, cell] of TRAPS) {
  test(`a cell holds ${JSON.stringify(titre)}`, () => {
    const text = writeCsv(readOne({ titre }), Uint32Array.of(0), { racine: RACINE });
    assert.equal(readTable(text)[0].titre, cell);
  });
}

test("a code that starts with zero stays a text", () => {
  const territoires = {
    region: [],
    departement: [],
    epci: [],
    commune: [["01004", "Ambérieu-en-Bugey", -1, -1]],
  };
  const files = writeFiles([{ titre: "Un", lieux: [{ commune: "01004" }] }], { territoires });
  const one = decodeCatalogue(files.catalogue, decodePoints(files.points));
  const text = writeCsv(one, Uint32Array.of(0), { racine: RACINE });
  assert.ok(text.includes(';"=""01004""";'));
  assert.equal(readTable(text)[0].codes_insee, "01004");
});

test("whatever is written in a cell, the table keeps its shape and runs nothing", () => {
  const chance = makeChance(18);
  const letters = [..."=+-@\t\r\n\"';,|0 9aé＝"];
  for (let turn = 0; turn < 400; turn++) {
    const told = { titre: chance.text(letters, 12), resume: chance.text(letters, 12) };
    const rows = readTable(
      writeCsv(readOne({ ...told, porteur: chance.text(letters, 6) }), Uint32Array.of(0), {
        racine: RACINE,
      }),
    );
    assert.equal(rows.length, 1);
    const lines = told.resume.replace(/\r\n?/g, "\n");
    const safe = /^[=+\-@\t\n＝]/.test(lines) ? `'${lines}` : lines;
    if (typeof rows[0].resume === "string") assert.equal(rows[0].resume, safe);
  }
});

test("points are longitude then latitude, one feature per place", () => {
  const json = JSON.parse(writeGeojson(catalogue, all, { racine: RACINE, distances: null }));
  assert.equal(json.type, "FeatureCollection");
  assert.deepEqual(
    json.features.map(({ type, geometry }) => [type, geometry?.type, geometry?.coordinates]),
    [
      ["Feature", "Point", [3.3951, 50.3254]],
      ["Feature", "Point", [2.83, 50.43]],
      ["Feature", "Point", [2.7701, 50.4201]],
      ["Feature", "Point", [2.8302, 50.4301]],
      ["Feature", undefined, undefined],
    ],
  );
  assert.equal(json.features[4].geometry, null);
  const [first, second] = json.features.map(({ properties }) => properties);
  assert.deepEqual(first.themes, ["Mobilité", "Énergie et climat"]);
  assert.deepEqual(first.codes_insee, ["59172", "62498"]);
  assert.deepEqual(first.qpv_proches, ["Résidence du Parc (QN06222M), 120\u00a0m"]);
  assert.deepEqual([first.lieu, first.precision], ["Antenne de Denain", "numero"]);
  assert.deepEqual([second.lieu, second.precision], [null, "commune"]);
  assert.deepEqual(json.features[4].properties.depuis, null);
  assert.deepEqual(
    Object.keys(first),
    [...COLONNES.filter((name) => !["latitude", "longitude", "distance_m"].includes(name)), "lieu", "precision"],
  );
});

test("points tell how far they are when asked", () => {
  const distances = Float32Array.of(12.6, 1, 2, Infinity);
  const { features } = JSON.parse(writeGeojson(catalogue, all, { racine: RACINE, distances }));
  assert.deepEqual(
    features.map(({ properties }) => properties.distance_m),
    [13, 13, 1, 2, null],
  );
});

test("no selection is an empty collection", () => {
  const text = writeGeojson(catalogue, new Uint32Array(0), { racine: RACINE });
  assert.equal(text, '{"type":"FeatureCollection","features":[]}');
});
