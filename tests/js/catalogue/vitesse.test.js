import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addTexts,
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import { emptyState } from "../../../site_plugins/essaim/theme/assets/js/catalogue/etat.js";
import { select, sortRows } from "../../../site_plugins/essaim/theme/assets/js/catalogue/facettes.js";
import { findMarks, makeEngine } from "../../../site_plugins/essaim/theme/assets/js/catalogue/moteur.js";
import { writeFiles } from "../support/fichiers.js";
import { timeWork, weighHeap } from "../support/mesures.js";
import { tellCatalogue } from "../support/synthese.js";

const ROWS = 10_000;
/** Something is broken, rather than slow. */
const ENDLESS = 5000;

const QUERIES = [
  ..."g ga gar garage|e|sol|énergie|garage solidaire|jardin partagé école".split("|"),
  "l’énergie du quartier",
  "habitants coopérative emploi vélo",
  "graage",
  "solidiare",
  "nrgie",
  "xyzxyzxyz",
  "les de la",
];

test("ten thousand rows are decoded, indexed, searched and counted; times are printed", () => {
  const json = JSON.stringify(writeFiles(...tellCatalogue(ROWS)));
  const files = JSON.parse(json);
  const before = weighHeap();
  let catalogue;
  const times = [
    timeWork("decode", () => {
      catalogue = decodeCatalogue(files.catalogue, decodePoints(files.points));
    }, { turns: 9, warm: 1 }),
    timeWork("add texts", () => addTexts(catalogue, files.textes), { turns: 9, warm: 1 }),
  ];
  const decoded = weighHeap();
  let engine;
  times.push(
    timeWork("index everything", () => (engine = makeEngine(catalogue)), { turns: 9, warm: 1 }),
  );
  const indexed = weighHeap();
  console.log(`# heap: ${(decoded - before).toFixed(1)} MB decoded, ${(indexed - decoded).toFixed(1)} MB index`);
  for (const query of QUERIES) {
    times.push(timeWork(`search « ${query} »`, () => engine.search(query)));
  }
  const found = engine.search("garage");
  assert.ok(found.scores.some((score) => score > 0));

  const etat = emptyState();
  times.push(timeWork("select everything", () => select(catalogue, etat)));
  etat.valeurs.theme = ["theme-1", "theme-2"];
  etat.valeurs.territoire = ["departement:3", "region:5"];
  etat.relations = ["d", "p"];
  times.push(timeWork("select, three facets", () => select(catalogue, etat)));
  const { rangs } = select(catalogue, emptyState());
  const distances = Float32Array.from({ length: ROWS }, (_, row) => (row * 7919) % 100_003);
  const values = { scores: engine.search("e").scores, distances };
  for (const tri of ["nom", "date", "pertinence", "distance"]) {
    times.push(timeWork(`sort by ${tri}`, () => sortRows(catalogue, rangs, tri, values)));
  }
  times.push(
    timeWork("mark 24 summaries", () =>
      catalogue.resume.slice(0, 24).map((text) => findMarks(text, ["garage", "sol", "energie"])),
    ),
  );
  for (const { median } of times) assert.ok(median < ENDLESS);
});
