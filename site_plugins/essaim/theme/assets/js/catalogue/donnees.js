/** The data files, fetched once for every script of the page. */

import { findAddress } from "../textes.js";
import { DataError, addTexts, decodeCatalogue, decodePoints } from "./colonnes.js";

/**
 * Bundles do not share their modules: what one has fetched, the others find here.
 *
 * @type {Record<string, Promise<any>> & {frais?: boolean}} `frais` once a file was not as agreed:
 *   the browser's copy may be to blame, and is not asked again
 */
const shared = (window.essaimDonnees ??= {});

/**
 * @returns {Promise<import("./colonnes.js").Points>} rejects with DataError for a file that cannot
 *   be used, Error for one that did not come; asking again tries again
 */
export function loadPoints() {
  return load("points", async () => decodePoints(await fetchJson("points")));
}

/** @returns {Promise<import("./colonnes.js").Catalogue>} without its texts until they are loaded */
export function loadCatalogue() {
  return load("catalogue", async () => {
    const [points, json] = await Promise.all([loadPoints(), fetchJson("catalogue")]);
    return decodeCatalogue(json, points);
  });
}

/** @returns {Promise<import("./colonnes.js").Catalogue>} the same, with its texts */
export function loadTexts() {
  return load("textes", async () => {
    // Last: the texts are heavier than all the rest.
    const catalogue = await loadCatalogue();
    addTexts(catalogue, await fetchJson("textes"));
    return catalogue;
  });
}

function load(name, start) {
  if (!shared[name]) {
    const loading = start();
    shared[name] = loading;
    loading.catch((error) => forget(name, error));
  }
  return shared[name];
}

function forget(name, error) {
  delete shared[name];
  if (error.name !== "DataError") return;
  shared.frais = true;
  // Nobody knows which of two editions is the old one: both are fetched again.
  if (name === "catalogue" && error.code === "edition") delete shared.points;
}

async function fetchJson(name) {
  const address = findAddress(name);
  if (!address) throw new Error(`no data-${name} in the page`);
  const answer = await fetch(address, shared.frais ? { cache: "reload" } : {});
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  try {
    return await answer.json();
  } catch (error) {
    throw error instanceof SyntaxError ? new DataError("abime", address) : error;
  }
}
