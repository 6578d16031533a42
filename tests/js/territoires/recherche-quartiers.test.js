import assert from "node:assert/strict";
import { test } from "node:test";

import { makeAtlas, nameCity } from "../../../site_plugins/essaim/theme/assets/js/territoires/recherche-quartiers.js";

const write = (south, west, size) => [west, south, size, 0, 0, size, -size, 0];
const quartier = (code, nom, communes, south, west, size = 500) => ({
  code,
  nom,
  communes,
  polygones: [[write(south, west, size)]],
});

/** Two départements that touch at 3° east, and a third far away. */
function makeFiles() {
  const files = {
    "62.json": [
      quartier("QN06201M", "Le Pont", ["62001"], 5_000_000, 299_400, 590),
      quartier("QN06202M", "La Gare", ["62001", "62002"], 5_010_000, 280_000),
    ],
    "59.json": [quartier("QN05901M", "La Rive", ["59001"], 5_000_000, 300_100)],
    "75.json": [quartier("QN07501M", "La Porte", ["75056"], 4_889_000, 233_000)],
  };
  const boites = {
    62: [2.8, 50, 2.9999, 50.105],
    59: [3.001, 50, 3.006, 50.005],
    75: [2.33, 48.89, 2.335, 48.895],
  };
  const departements = Object.fromEntries(
    Object.entries(boites).map(([code, boite]) => [code, { boite, nombre: files[`${code}.json`].length }]),
  );
  return {
    "index.json": { millesime: "2024", departements },
    ...Object.fromEntries(
      Object.entries(files).map(([name, quartiers]) => [name, { millesime: "2024", quartiers }]),
    ),
  };
}

function open() {
  const files = makeFiles();
  const asked = [];
  const atlas = makeAtlas(async (name) => {
    asked.push(name);
    if (!files[name]) throw new Error(name);
    return structuredClone(files[name]);
  });
  return { atlas, asked, files };
}

const at = (latitude, longitude) => ({ latitude, longitude });
const tell = ({ trouves }) => trouves.map(({ quartier: { code }, relation }) => [code, relation]);

test("the quartier is found, and those near it on the other side of a border", async () => {
  const { atlas, asked } = open();
  const found = await atlas.findAround(at(50.003, 2.9985));
  assert.deepEqual(tell(found), [
    ["QN06201M", "dans"],
    ["QN05901M", "proche"],
  ]);
  assert.equal(found.millesime, "2024");
  assert.ok(Math.abs(found.trouves[1].metres - 0.0025 * 71_695) < 1);
  assert.deepEqual(asked.sort(), ["59.json", "62.json", "index.json"]);
});

test("files are asked once", async () => {
  const { atlas, asked } = open();
  await atlas.findAround(at(50.003, 2.9985));
  await atlas.findAround(at(50.002, 2.9985));
  assert.equal(asked.length, 3);
});

test("out of all, the nearest alone is told", async () => {
  const { atlas } = open();
  const found = await atlas.findAround(at(50.02, 2.9985));
  assert.equal(found.trouves.length, 1);
  assert.deepEqual(tell(found), [["QN06201M", "loin"]]);
});

test("farther départements come only as long as they may be nearer", async () => {
  const { atlas, asked } = open();
  const found = await atlas.findAround(at(50, 3.1));
  assert.deepEqual(tell(found), [["QN05901M", "loin"]]);
  assert.deepEqual(asked.sort(), ["59.json", "index.json"].sort());
});

test("nothing is told of quartiers that are too far", async () => {
  const { atlas, asked } = open();
  assert.deepEqual((await atlas.findAround(at(45, 0))).trouves, []);
  assert.deepEqual(asked, ["index.json"]);
});

test("a commune lists its quartiers, those it shares too, never one as the answer", async () => {
  const { atlas } = open();
  const found = await atlas.findOfCommune("62002", at(50.1, 2.8));
  assert.deepEqual(
    found.quartiers.map(({ code }) => code),
    ["QN06202M"],
  );
  assert.equal(found.proche, null);
});

test("a commune without any tells the nearest to its centre", async () => {
  const { atlas } = open();
  const found = await atlas.findOfCommune("62003", at(50.02, 2.9985));
  assert.deepEqual(found.quartiers, []);
  assert.equal(found.proche.quartier.code, "QN06201M");
});

test("an arrondissement has the quartiers of its city", async () => {
  const { atlas } = open();
  const found = await atlas.findOfCommune("75118", at(48.89, 2.33));
  assert.deepEqual(
    found.quartiers.map(({ code }) => code),
    ["QN07501M"],
  );
  assert.deepEqual(["75101", "13216", "69381", "62498"].map(nameCity), ["75056", "13055", "69123", "62498"]);
});

test("a failure is told, and asked again", async () => {
  const { atlas, asked, files } = open();
  const index = files["index.json"];
  delete files["index.json"];
  await assert.rejects(atlas.findAround(at(50, 3)), /index/);
  files["index.json"] = index;
  assert.equal((await atlas.findAround(at(50.003, 2.9985))).trouves.length, 2);
  assert.deepEqual(asked.slice(0, 2), ["index.json", "index.json"]);
});

test("a damaged file is an error", async () => {
  const { atlas, files } = open();
  files["62.json"] = { quartiers: [{ code: "QN06201M", polygones: [[[1, 2]]] }] };
  await assert.rejects(atlas.findAround(at(50.003, 2.9985)), TypeError);
});
