import assert from "node:assert/strict";
import { test } from "node:test";

import {
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import { FACETTES, emptyState } from "../../../site_plugins/essaim/theme/assets/js/catalogue/etat.js";
import { select, sortRows } from "../../../site_plugins/essaim/theme/assets/js/catalogue/facettes.js";
import { writeFiles } from "../support/fichiers.js";
import { makeChance } from "../support/hasard.js";
import { listCodes, readSmall } from "../support/petit.js";
import { tellCatalogue } from "../support/synthese.js";

const GARAGE = 0;
const MINE = 1;
const EPICERIE = 2;
const CUISINE = 3;

const catalogue = readSmall();

const choose = (valeurs, others = {}) => {
  const etat = emptyState();
  Object.assign(etat.valeurs, valeurs);
  return { ...etat, ...others };
};

/** Counts by code, those of nothing left out. */
const readCounts = ({ comptes }, nom, { facettes } = catalogue) =>
  Object.fromEntries(
    facettes[nom].termes.map(({ code }, i) => [code, comptes[nom][i]]).filter(([, n]) => n),
  );

test("without a choice everything is kept and counted", () => {
  const found = select(catalogue, emptyState());
  assert.deepEqual([...found.rangs], [0, 1, 2, 3]);
  assert.equal(found.nombre, 4);
  assert.deepEqual(readCounts(found, "theme"), { energie: 2, mobilite: 1, alimentation: 2 });
  assert.deepEqual(readCounts(found, "statut"), { "en-projet": 2, "en-activite": 2 });
  assert.deepEqual(readCounts(found, "territoire"), {
    "region:32": 4,
    "departement:59": 1,
    "departement:62": 4,
    "epci:200044048": 3,
    "commune:59172": 1,
    "commune:62498": 2,
    "commune:62510": 1,
  });
  assert.deepEqual(readCounts(found, "qpv"), { QN05950M: 1, QN06222M: 2, QN06223M: 1 });
  assert.deepEqual([...found.comptes.relation], [2, 1, 2, 1]);
});

test("several terms of a facet mean « ou », several facets « et »", () => {
  assert.deepEqual([...select(catalogue, choose({ theme: ["mobilite", "alimentation"] })).rangs], [
    GARAGE,
    EPICERIE,
    CUISINE,
  ]);
  const both = choose({ theme: ["mobilite", "alimentation"], statut: ["en-projet"] });
  assert.deepEqual([...select(catalogue, both).rangs], [EPICERIE, CUISINE]);
});

test("the counts of a facet do as if nothing were chosen in it", () => {
  const found = select(catalogue, choose({ theme: ["mobilite"], statut: ["en-activite"] }));
  assert.deepEqual([...found.rangs], [GARAGE]);
  assert.deepEqual(readCounts(found, "theme"), { energie: 2, mobilite: 1 });
  assert.deepEqual(readCounts(found, "statut"), { "en-activite": 1 });
  assert.deepEqual(readCounts(found, "type"), { "garage-solidaire": 1 });
});

test("a code that no term has keeps nothing, but the counts of its facet", () => {
  const found = select(catalogue, choose({ theme: ["inconnu"] }));
  assert.equal(found.nombre, 0);
  assert.deepEqual(readCounts(found, "theme"), { energie: 2, mobilite: 1, alimentation: 2 });
  assert.deepEqual(readCounts(found, "statut"), {});
});

test("a territory keeps what stands in it and what acts in it", () => {
  const find = (code) => [...select(catalogue, choose({ territoire: [code] })).rangs];
  assert.deepEqual(find("departement:59"), [GARAGE]);
  assert.deepEqual(find("departement:62"), [GARAGE, MINE, EPICERIE, CUISINE]);
  assert.deepEqual(find("commune:62498"), [GARAGE, EPICERIE]);
});

test("a quartier and a relation choose the same link", () => {
  const find = (qpv, relations) => {
    const found = select(catalogue, choose({ qpv }, { relations }));
    return [[...found.rangs], readCounts(found, "qpv"), [...found.comptes.relation]];
  };
  const all = { QN05950M: 1, QN06222M: 2, QN06223M: 1 };
  assert.deepEqual(find(["QN06222M"], []), [[GARAGE, MINE], all, [0, 1, 1, 0]]);
  assert.deepEqual(find(["QN06222M"], ["d"]), [
    [],
    { QN05950M: 1, QN06223M: 1 },
    [0, 1, 1, 0],
  ]);
  assert.deepEqual(find(["QN06222M"], ["p"]), [[GARAGE], { QN06222M: 1 }, [0, 1, 1, 0]]);
  assert.deepEqual(find([], ["s", "p"]), [
    [GARAGE, MINE, EPICERIE],
    { QN06222M: 2, QN06223M: 1 },
    [2, 1, 2, 1],
  ]);
  // In it and serving it: one initiative.
  assert.deepEqual(find(["QN06223M"], ["d", "s"]), [
    [EPICERIE],
    { QN05950M: 1, QN06222M: 1, QN06223M: 1 },
    [1, 0, 1, 0],
  ]);
  assert.deepEqual(find([], ["c"]), [[EPICERIE], { QN05950M: 1 }, [2, 1, 2, 1]]);
  assert.deepEqual(find(["QN05950M"], []), [[GARAGE], all, [1, 0, 0, 1]]);
  assert.deepEqual(find(["QN05950M"], ["d", "c"]), [
    [GARAGE, EPICERIE],
    { QN05950M: 2, QN06223M: 1 },
    [1, 0, 0, 1],
  ]);
});

test("criteria keep rows too, and are no facet", () => {
  const find = (criteres, etat = emptyState()) => select(catalogue, etat, criteres);
  assert.deepEqual([...find({ scores: Float32Array.of(0, 1, 0, 0.1) }).rangs], [MINE, CUISINE]);
  assert.deepEqual([...find({ dansZone: Uint8Array.of(1, 0, 1, 0) }).rangs], [GARAGE, EPICERIE]);
  assert.deepEqual([...find({ fiches: Uint8Array.of(0, 0, 0, 1) }).rangs], [CUISINE]);
  const distances = Float32Array.of(10_000, 10_001, 0, Infinity);
  assert.deepEqual([...find({ distances }).rangs], [GARAGE, EPICERIE]);
  assert.deepEqual([...find({ distances }, choose({}, { rayon: 0.5 })).rangs], [EPICERIE]);
  const found = find({ scores: Float32Array.of(0, 1, 0, 1) }, choose({ theme: ["energie"] }));
  assert.deepEqual(readCounts(found, "theme"), { energie: 1, alimentation: 1 });
});

/** The same answers, sought naively. */
function selectSlowly(whole, etat, kept) {
  const { facettes, liens } = whole;
  const asked = etat.relations.length ? etat.relations : ["d", "p", "s"];
  const simple = FACETTES.filter((nom) => nom !== "qpv");
  const has = (row, nom) =>
    !etat.valeurs[nom].length ||
    listCodes(whole, nom, row).some((code) => etat.valeurs[nom].includes(code));
  const links = (row) =>
    Array.from({ length: liens.debut[row + 1] - liens.debut[row] }, (_, i) => {
      const link = liens.debut[row] + i;
      const { code } = whole.quartiers[liens.quartier[link]];
      return [code, liens.relation[link]];
    });
  const isAsked = ([, relation]) => asked.includes(relation);
  const isChosen = ([code]) => !etat.valeurs.qpv.length || etat.valeurs.qpv.includes(code);
  const idle = !etat.valeurs.qpv.length && !etat.relations.length;
  const tied = (row) => idle || links(row).some((link) => isAsked(link) && isChosen(link));
  const rows = Array.from({ length: whole.nombre }, (_, row) => row).filter(kept);
  const comptes = Object.fromEntries(
    simple.map((nom) => {
      const others = rows.filter(
        (row) => tied(row) && simple.every((one) => one === nom || has(row, one)),
      );
      const count = (code) => others.filter((row) => listCodes(whole, nom, row).includes(code)).length;
      return [nom, facettes[nom].termes.map(({ code }) => count(code))];
    }),
  );
  const rest = rows.filter((row) => simple.every((nom) => has(row, nom)));
  comptes.qpv = whole.quartiers.map(
    ({ code }) =>
      rest.filter((row) => links(row).some((link) => link[0] === code && isAsked(link))).length,
  );
  comptes.relation = ["d", "p", "s", "c"].map(
    (relation) =>
      rest.filter((row) => links(row).some((link) => link[1] === relation && isChosen(link))).length,
  );
  return { rangs: rest.filter(tied), comptes };
}

test("any selection gives what a naive search gives", () => {
  const [rows, words] = tellCatalogue(60, 11);
  const small = {
    ...words,
    quartiers: words.quartiers.slice(0, 6),
  };
  const chance = makeChance(12);
  const codes = small.quartiers.map(([code]) => code);
  for (const row of rows) {
    const own = chance.some(codes, 4).sort();
    const letters = () => (chance.draw() < 0.3 ? [chance.pick([..."dp"]), "s"] : [chance.pick([..."dpsc"])]);
    row.liens = own.flatMap((code) => letters().map((letter) => [code, letter, 0]));
  }
  const files = writeFiles(rows, small);
  const whole = decodeCatalogue(files.catalogue, decodePoints(files.points));
  for (let turn = 0; turn < 60; turn++) {
    const etat = emptyState();
    for (const nom of FACETTES) {
      if (chance.draw() < 0.75) continue;
      // Frequent terms, or hardly anything would be kept.
      const used = whole.facettes[nom].termes.filter((_, i) => whole.facettes[nom].valeurs.includes(i));
      etat.valeurs[nom] = chance.some(used.map(({ code }) => code), 8);
    }
    if (chance.draw() < 0.4) etat.relations = chance.some([..."dpsc"], 3);
    const scores = chance.draw() < 0.3 ? Float32Array.from(rows, () => chance.integer(0, 1)) : null;
    const slow = selectSlowly(whole, etat, (row) => !scores || scores[row] > 0);
    const { rangs, nombre, comptes } = select(whole, etat, { scores });
    assert.deepEqual([...rangs], slow.rangs);
    assert.equal(nombre, rangs.length);
    assert.deepEqual(
      Object.fromEntries(Object.entries(comptes).map(([nom, counts]) => [nom, [...counts]])),
      slow.comptes,
    );
  }
});

test("rows are sorted by title, by date, by score, by distance", () => {
  const rows = Uint32Array.of(0, 1, 2, 3);
  const scores = Float32Array.of(1, 3, 3, 0.5);
  const distances = Float32Array.of(5, Infinity, 5.2, Infinity);
  const sort = (tri, values) => [...sortRows(catalogue, rows, tri, values)];
  const byTitle = [CUISINE, EPICERIE, GARAGE, MINE];
  assert.deepEqual(sort("nom"), byTitle);
  assert.deepEqual(sort("date"), [EPICERIE, MINE, GARAGE, CUISINE]);
  assert.deepEqual(sort("pertinence", { scores }), [EPICERIE, MINE, GARAGE, CUISINE]);
  assert.deepEqual(sort("distance", { distances }), [EPICERIE, GARAGE, CUISINE, MINE]);
  assert.deepEqual(sort("pertinence", { scores: null }), byTitle);
  assert.deepEqual(sort("distance"), byTitle);
  assert.deepEqual(sort("inconnu"), byTitle);
  assert.deepEqual([...sortRows(catalogue, Uint32Array.of(3, 1), "nom")], [CUISINE, MINE]);
  assert.deepEqual([...sortRows(catalogue, new Uint32Array(0), "date")], []);
});

test("sorting keeps every row, in order", () => {
  const [rows, words] = tellCatalogue(500, 13);
  const files = writeFiles(rows, words);
  const whole = decodeCatalogue(files.catalogue, decodePoints(files.points));
  const chance = makeChance(14);
  const distances = Float32Array.from(rows, () => (chance.draw() < 0.1 ? Infinity : chance.integer(0, 2e7)));
  const scores = Float32Array.from(rows, () => chance.draw() * 50);
  const rangs = Uint32Array.from(rows, (_, row) => row).filter(() => chance.draw() < 0.7);
  const keys = {
    nom: () => 0,
    date: (row) => -whole.depuis[row],
    distance: (row) => distances[row],
    pertinence: (row) => -Math.round(scores[row] * 1000),
  };
  for (const [tri, key] of Object.entries(keys)) {
    const expected = [...rangs].sort((a, b) => {
      if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
      return whole.alphabet[a] - whole.alphabet[b];
    });
    assert.deepEqual([...sortRows(whole, rangs, tri, { distances, scores })], expected, tri);
  }
});
