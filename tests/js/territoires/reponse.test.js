import assert from "node:assert/strict";
import { test } from "node:test";

import {
  nameLieu,
  tellCommune,
  tellNearness,
  tellPoint,
  tellRelation,
} from "../../../site_plugins/essaim/theme/assets/js/territoires/reponse.js";

/** The key itself, with what takes the place of « # » after it. */
const say = (key, count) => (count === undefined ? `${key} #` : `${key} ${count}`);
const found = (relation, metres = 0, limite = Math.max(metres, 50), nom = "Le Pré") => ({
  quartier: { code: "QN00191M", nom },
  relation,
  metres,
  limite,
});
const lieu = { latitude: 50, longitude: 2, nom: "" };

test("in a quartier, on its edge, near one, far from all", () => {
  assert.deepEqual(tellPoint([found("dans")], lieu, say), {
    titre: "quartier_titre_dans_un Le Pré",
    phrases: ["quartier_dans 1\u00a0m"],
  });
  assert.equal(tellPoint([found("bord", 0, 0)], lieu, say).titre, "quartier_titre_bord_un Le Pré");
  assert.deepEqual(tellPoint([found("proche", 120.4)], lieu, say), {
    titre: "quartier_titre_proche #",
    phrases: ["quartier_proche 120\u00a0m"],
  });
  assert.deepEqual(tellPoint([found("loin", 3456)], lieu, say).phrases, ["quartier_loin 3,5\u00a0km"]);
  assert.deepEqual(tellPoint([], lieu, say), {
    titre: "quartier_titre_loin #",
    phrases: ["quartier_aucun #"],
  });
});

test("several quartiers are counted, those near are not counted with them", () => {
  const two = [found("dans"), found("dans"), found("proche", 20)];
  assert.deepEqual(tellPoint(two, lieu, say), {
    titre: "quartier_titre_dans_autre 2",
    phrases: ["quartier_dans_autre #"],
  });
});

test("a name is not read as a pattern", () => {
  assert.match(tellPoint([found("dans", 0, 50, "A$&B$1")], lieu, say).titre, /A\$&B\$1$/);
});

test("what the place does not say exactly is doubted", () => {
  const street = { ...lieu, precision: "rue" };
  assert.equal(tellPoint([found("dans")], street, say).phrases[1], "quartier_rue #");
  const vague = { ...lieu, precision: 60 };
  assert.equal(tellPoint([found("dans")], vague, say).phrases[1], "quartier_imprecis 60\u00a0m");
  assert.equal(tellPoint([found("proche", 59)], vague, say).phrases.length, 2);
  assert.equal(tellPoint([found("loin", 500)], vague, say).phrases.length, 1);
  assert.equal(tellPoint([], vague, say).phrases.length, 1);
});

test("a commune is never an answer", () => {
  const commune = { ...lieu, nom: "Lens", commune: "62498" };
  assert.deepEqual(tellCommune({ quartiers: [{}, {}], proche: null }, commune, say), {
    titre: "quartier_titre_commune Lens",
    phrases: ["quartier_commune_autre 2"],
  });
  assert.equal(tellCommune({ quartiers: [{}], proche: null }, commune, say).phrases[0], "quartier_commune_un 1");
  assert.deepEqual(tellCommune({ quartiers: [], proche: found("loin", 432) }, commune, say), {
    titre: "quartier_titre_commune_vide Lens",
    phrases: ["quartier_commune_proche 400\u00a0m"],
  });
  assert.equal(
    tellCommune({ quartiers: [], proche: found("dans") }, commune, say).phrases[0],
    "quartier_commune_dedans #",
  );
  assert.equal(tellCommune({ quartiers: [], proche: null }, commune, say).phrases[0], "quartier_aucun #");
});

test("a place is called by its name, or by how it was found", () => {
  assert.equal(nameLieu({ nom: "Lens" }, say), "Lens");
  assert.equal(nameLieu({ nom: "", precision: 12 }, say), "quartier_position 12\u00a0m");
  assert.equal(nameLieu({ nom: "" }, say), "quartier_point #");
});

test("outside is never at zero metres", () => {
  assert.equal(tellRelation({ relation: "proche", metres: 1.2 }, say), "quartier_a 1\u00a0m");
  assert.equal(tellRelation({ relation: "proche", metres: 0.4 }, say), "quartier_a 1\u00a0m");
  assert.equal(tellRelation({ relation: "dans", metres: 0 }, say), "quartier_relation_dans #");
});

test("how far an initiative is depends on what is known of both", () => {
  const near = { metres: 420, environ: false, surPlace: false };
  assert.equal(tellNearness(near, say), "quartier_a 420\u00a0m");
  assert.equal(tellNearness({ ...near, environ: true }, say), "quartier_pres #");
  assert.equal(tellNearness({ metres: 4200, environ: true }, say), "quartier_environ 4,2\u00a0km");
  assert.equal(tellNearness({ ...near, environ: true, surPlace: true }, say), "quartier_sur_place #");
});
