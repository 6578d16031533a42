/** The facets at work: which rows the state keeps, and how many each other choice would keep. */

import { LOST, makeTies } from "./attaches.js";

export { sortRows } from "./tri.js";

/** Facets where a row has terms of its own; quartiers go with relations, in attaches.js. */
const NOMS = [
  "theme",
  "type",
  "statut",
  "public",
  "label",
  "annee",
  "forme",
  "levier",
  "territoire",
];
const TIES = NOMS.length;
const METRES = 1000;

/**
 * What does not come from facets; null where nothing is asked.
 *
 * @typedef {object} Criteres
 * @property {Float32Array | null} [scores] of the search, 0 for rows that are not found
 * @property {Float32Array | null} [distances] metres, compared with the state's radius
 * @property {Uint8Array | null} [dansZone] 1 for rows in the box of the map
 * @property {Uint8Array | null} [fiches] 1 for rows that were picked one by one
 */

/**
 * Keep the rows that have one of the terms chosen in each facet and meet the criteria.
 *
 * The counts of a facet do as if nothing were chosen in it. A chosen code that no term has keeps
 * nothing.
 *
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {import("./etat.js").Etat} etat
 * @param {Criteres} [criteres]
 * @returns {{rangs: Uint32Array, nombre: number, comptes: Record<string, Uint32Array>}} rows in the
 *   order of the file; counts by term, and for `relation` by d, p, s, c
 */
export function select(catalogue, etat, criteres = {}) {
  const { facettes, nombre } = catalogue;
  const ties = makeTies(catalogue, etat);
  /** How many things each row misses, and the last of them. */
  const missed = new Uint8Array(nombre);
  const last = new Uint8Array(nombre);
  lose(missed, criteres, etat.rayon * METRES);
  NOMS.forEach((nom, i) => {
    const chosen = markChosen(facettes[nom], etat.valeurs[nom]);
    if (chosen) miss(facettes[nom], chosen, missed, last, i);
  });
  ties.miss(missed, last, TIES);
  const comptes = {};
  NOMS.forEach((nom, i) => (comptes[nom] = countTerms(facettes[nom], missed, last, i)));
  const { qpv, relation } = ties.count(missed, last, TIES);
  const rangs = listKept(missed);
  return { rangs, nombre: rangs.length, comptes: { ...comptes, qpv, relation } };
}

function lose(missed, { scores, distances, dansZone, fiches }, radius) {
  for (let row = 0; row < missed.length; row++) {
    const kept =
      (!scores || scores[row] > 0) &&
      (!distances || distances[row] <= radius) &&
      (!dansZone || dansZone[row] === 1) &&
      (!fiches || fiches[row] === 1);
    if (!kept) missed[row] = LOST;
  }
}

/** Give 1 to the terms chosen; null when nothing is. */
function markChosen({ termes, index }, codes) {
  if (!codes.length) return null;
  const chosen = new Uint8Array(termes.length);
  for (const code of codes) if (index.has(code)) chosen[index.get(code)] = 1;
  return chosen;
}

function miss({ debut, valeurs }, chosen, missed, last, which) {
  for (let row = 0; row < missed.length; row++) {
    if (missed[row] >= LOST) continue;
    let i = debut[row];
    while (i < debut[row + 1] && !chosen[valeurs[i]]) i++;
    if (i < debut[row + 1]) continue;
    missed[row]++;
    last[row] = which;
  }
}

function countTerms({ termes, debut, valeurs }, missed, last, which) {
  const counts = new Uint32Array(termes.length);
  for (let row = 0; row < missed.length; row++) {
    if (missed[row] && (missed[row] >= LOST || last[row] !== which)) continue;
    for (let i = debut[row]; i < debut[row + 1]; i++) counts[valeurs[i]]++;
  }
  return counts;
}

function listKept(missed) {
  const rows = new Uint32Array(missed.length);
  let count = 0;
  for (let row = 0; row < missed.length; row++) if (missed[row] === 0) rows[count++] = row;
  return rows.slice(0, count);
}
