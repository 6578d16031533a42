// What Python writes is what scripts read: the golden files of the small catalogue, decoded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import {
  addTexts,
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import { emptyState, readState } from "../../../site_plugins/essaim/theme/assets/js/catalogue/etat.js";
import { writeGeojson } from "../../../site_plugins/essaim/theme/assets/js/catalogue/exports.js";
import { select, sortRows } from "../../../site_plugins/essaim/theme/assets/js/catalogue/facettes.js";
import { makeEngine } from "../../../site_plugins/essaim/theme/assets/js/catalogue/moteur.js";
import { listCodes } from "../support/petit.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../golden/donnees/${name}.json`, import.meta.url), "utf8"));

const catalogue = decodeCatalogue(read("catalogue"), decodePoints(read("carte")));
addTexts(catalogue, read("textes"));
const find = (slug) => catalogue.slug.indexOf(slug);
const listSlugs = (rangs) => Array.from(rangs, (row) => catalogue.slug[row]);

test("rows, places and lines are those of the small catalogue", () => {
  assert.equal(catalogue.nombre, 4);
  assert.equal(catalogue.titre[find("texte-piege")], "{{ 7 * 7 }} et {% raw %}");
  assert.equal(catalogue.situe[find("scene-itinerante")], "Itinérante\u00a0: Pas-de-Calais");
  assert.equal(catalogue.depuis[find("atelier-complet")], 20190400);
  assert.deepEqual(listCodes(catalogue, "qpv", find("atelier-complet")), ["QN06222M"]);
  assert.deepEqual(listCodes(catalogue, "label", find("atelier-complet")), [
    "qualite",
    "qualite.labellise",
  ]);
  for (const resume of catalogue.resume) assert.ok(resume.length > 40);
});

test("what acts in a territory is found there, beside what stands there", () => {
  const { etat, ignores } = readState("?departement=62", catalogue);
  assert.deepEqual(ignores, []);
  const { rangs } = select(catalogue, etat);
  assert.deepEqual(listSlugs(sortRows(catalogue, rangs, "nom")), [
    "atelier-complet",
    "scene-itinerante",
  ]);
});

test("words of services are searched, and those of labels and publics", () => {
  const { search } = makeEngine(catalogue);
  for (const query of ["réparation de vélos", "label qualité", "habitantes", "grenay"]) {
    const { scores } = search(query);
    assert.ok(scores[find("atelier-complet")] > 0, query);
    assert.equal(scores[find("simple")], 0, query);
  }
});

test("every place is a point", () => {
  const { rangs } = select(catalogue, emptyState());
  const { features } = JSON.parse(writeGeojson(catalogue, rangs, { racine: "https://exemple.fr/" }));
  assert.equal(features.filter(({ geometry }) => geometry).length, catalogue.points.rang.length);
});
