import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { writeSmall } from "../support/petit.js";

const PAGE = "https://exemple.fr/catalogue/";
const names = ["points", "catalogue", "textes"];
globalThis.window = globalThis;
globalThis.document = {
  baseURI: PAGE,
  getElementById: (id) =>
    id === "essaim-textes"
      ? {
          textContent: "{}",
          dataset: Object.fromEntries(names.map((name) => [name, `../donnees/${name}.json`])),
        }
      : null,
};
const { loadCatalogue, loadPoints, loadTexts } = await import(
  "../../../site_plugins/essaim/theme/assets/js/catalogue/donnees.js"
);

/** What the network gives for each file, and what was asked of it. */
let files;
let asked;
globalThis.fetch = async (address, { cache = "default" } = {}) => {
  asked.push([address.replace("https://exemple.fr/donnees/", ""), cache]);
  const file = files[/(\w+)\.json$/.exec(address)[1]];
  if (file instanceof Error) throw file;
  if (typeof file === "number") return new Response("", { status: file });
  return new Response(typeof file === "string" ? file : JSON.stringify(file));
};

beforeEach(() => {
  files = writeSmall();
  asked = [];
  for (const name of [...names, "frais"]) delete window.essaimDonnees[name];
});

test("each file is asked once, whoever asks", async () => {
  const [points, catalogue, texts] = await Promise.all([
    loadPoints(),
    loadCatalogue(),
    loadTexts(),
    loadCatalogue(),
  ]);
  assert.equal(catalogue, texts);
  assert.equal(catalogue.points, points);
  assert.equal(catalogue.resume.length, 4);
  assert.deepEqual(asked, [
    ["points.json", "default"],
    ["catalogue.json", "default"],
    ["textes.json", "default"],
  ]);
});

test("another bundle finds what the first one asked", async () => {
  const points = await loadPoints();
  assert.equal(await window.essaimDonnees.points, points);
});

test("the catalogue comes without waiting for its texts", async () => {
  const catalogue = await loadCatalogue();
  assert.equal(catalogue.resume, null);
  assert.equal(asked.length, 2);
});

test("a file that did not come is asked again, the others are kept", async () => {
  files.catalogue = 503;
  await assert.rejects(loadCatalogue(), { message: "503 https://exemple.fr/donnees/catalogue.json" });
  files = writeSmall();
  assert.equal((await loadCatalogue()).nombre, 4);
  assert.deepEqual(
    asked.map(([name]) => name),
    ["points.json", "catalogue.json", "catalogue.json"],
  );
});

test("a network that fails is an error like another", async () => {
  files.points = new TypeError("fetch failed");
  await assert.rejects(loadTexts(), { name: "TypeError" });
  files = writeSmall();
  assert.equal((await loadTexts()).extra.length, 4);
});

test("a file cut on its way is damaged, and asked again past the browser's copy", async () => {
  files.textes = JSON.stringify(files.textes).slice(0, 80);
  await assert.rejects(loadTexts(), { name: "DataError", code: "abime" });
  files = writeSmall();
  assert.equal((await loadTexts()).resume.length, 4);
  assert.deepEqual(asked.at(-1), ["textes.json", "reload"]);
});

test("files of two editions do not mix; both are asked again", async () => {
  files.catalogue.edition = "ffffffffffff";
  await assert.rejects(loadCatalogue(), { name: "DataError", code: "edition" });
  files = writeSmall();
  assert.equal((await loadCatalogue()).nombre, 4);
  assert.deepEqual(asked.slice(2), [
    ["points.json", "reload"],
    ["catalogue.json", "reload"],
  ]);
});

test("texts of another edition leave the catalogue as it is", async () => {
  const catalogue = await loadCatalogue();
  files.textes.edition = "ffffffffffff";
  await assert.rejects(loadTexts(), { code: "edition" });
  assert.equal(await loadCatalogue(), catalogue);
  assert.equal(catalogue.resume, null);
});
