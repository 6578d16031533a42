/** Communes of France, from our own files: one per first letter or first two digits, fetched when asked. */

import { findAddress } from "../textes.js";
import { foldText } from "./mots.js";

const SHOWN = 8;
const ARTICLES = /^(?:le|la|les|l) (?=.)/;
const files = new Map();

/**
 * @typedef {object} Commune
 * @property {string} code INSEE
 * @property {string} nom
 * @property {string} codePostal
 * @property {number} latitude degrees
 * @property {number} longitude
 */

/**
 * @param {string} text the beginning of a name or of a postcode
 * @returns {Promise<Commune[]>} the best first; rejects when the file can't be had
 */
export async function findCommunes(text) {
  const query = foldText(text);
  if (query.length < 2) return [];
  const digits = /^\d{2}/.test(query);
  const bare = query.replace(ARTICLES, "");
  const communes = await loadFile(digits ? query.slice(0, 2) : bare[0]);
  if (digits) {
    return communes.filter(({ codePostal, code }) => codePostal.startsWith(query) || code === query).slice(0, SHOWN);
  }
  const found = communes
    .map((commune) => ({ commune, name: foldText(commune.nom).replace(ARTICLES, "") }))
    .filter(({ name }) => name.startsWith(bare));
  found.sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  return found.slice(0, SHOWN).map(({ commune }) => commune);
}

/**
 * @param {string} code INSEE
 * @returns {Promise<Commune | undefined>}
 */
export async function findCommune(code) {
  // Corsica's codes have a letter where its postcodes have 20.
  const file = code.slice(0, 2).replace(/^2[AB]$/i, "20");
  return (await loadFile(file)).find((commune) => commune.code === code);
}

async function loadFile(name) {
  if (!files.has(name)) {
    const loading = fetchFile(name);
    // A failure is not kept: the next letter tries again.
    loading.catch(() => files.delete(name));
    files.set(name, loading);
  }
  return files.get(name);
}

async function fetchFile(name) {
  const answer = await fetch(new URL(`${name}.json`, findAddress("communes")));
  // There is no file for digits that begin no postcode.
  if (answer.status === 404) return [];
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const { communes } = await answer.json();
  return communes.map(([code, nom, codePostal, latitude, longitude]) => ({
    code,
    nom,
    codePostal,
    latitude,
    longitude,
  }));
}
