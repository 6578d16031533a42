import assert from "node:assert/strict";
import { test } from "node:test";

import { readCatalogue, readRecords } from "../../../site_plugins/essaim/theme/assets/js/carte/points.js";

const RECORDS = [
  { slug: "garage", titre: "Garage", lieu: "Denain", theme: "mobilite", precision: "commune", latitude: 50.3, longitude: 3.4, url: "initiatives/garage/" },
  { slug: "jardin", titre: "Jardin", lieu: "Lens", theme: "nature", precision: "numero", latitude: 50.4, longitude: 2.8, url: "initiatives/jardin/" },
  { slug: "garage", titre: "Garage", lieu: "Anzin", theme: "mobilite", precision: "rue", latitude: 50.4, longitude: 3.5, url: "initiatives/garage/" },
];

/** Two rows: the first has two places, the second one. */
const DECODED = {
  nombre: 2,
  themes: ["energie", "mobilite"],
  theme: Uint16Array.of(1, 0),
  debut: Uint32Array.of(0, 2, 3),
  rang: Uint32Array.of(0, 0, 1),
  latitude: Float64Array.of(50.3, 50.4, 50.5),
  longitude: Float64Array.of(3.4, 3.5, 2.8),
  precision: "cnq",
};
const CATALOGUE = {
  points: DECODED,
  titre: ["Garage", "Soleil"],
  slug: ["garage", "soleil"],
  situe: ["Denain et Anzin", "Lens, itinérante"],
  lieu: new Map([[0, "Antenne de Denain"]]),
  communeDuLieu: Uint32Array.of(0, 1, 2),
  facettes: { territoire: { termes: [{ nom: "Denain" }, { nom: "Anzin" }, { nom: "Lens" }] } },
  resume: null,
};

test("places held by the page are named by their initiative and where they are", () => {
  const points = readRecords(RECORDS);
  assert.equal(points.nombre, 3);
  assert.deepEqual(points.rang, [0, 1, 0]);
  assert.equal(points.name(2), "Garage, Anzin");
  assert.equal(points.theme(1), "nature");
  assert.equal(points.precision(0), "commune");
});

test("places of the catalogue are named by their theme until titles come", () => {
  const points = readCatalogue(DECODED, { mobilite: "Mobilité" });
  assert.equal(points.name(0), "Mobilité");
  assert.equal(points.name(2), "energie");
  assert.equal(points.describe(0), null);
  assert.deepEqual(points.list(0), [0, 1]);
  assert.deepEqual(["c", "n", "q"].map((_, place) => points.precision(place)), ["commune", "numero", "qpv"]);
});

test("then by their initiative, their own name if they have one, and their commune", () => {
  const points = readCatalogue(DECODED, {});
  points.catalogue = CATALOGUE;
  assert.equal(points.name(0), "Garage, Antenne de Denain, Denain");
  assert.deepEqual(points.describe(1), {
    titre: "Garage",
    lieu: "Anzin",
    url: "initiatives/garage/",
    resume: undefined,
    situe: undefined,
  });
});

test("a card says where one acts when its place alone would mislead", () => {
  const points = readCatalogue(DECODED, {});
  points.catalogue = { ...CATALOGUE, resume: ["", "Du soleil."] };
  assert.equal(points.describe(2).situe, "Lens, itinérante");
  assert.equal(points.describe(2).resume, "Du soleil.");
});
