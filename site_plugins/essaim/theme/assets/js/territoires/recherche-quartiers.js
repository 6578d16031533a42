/** Which quartiers a point is in, or near, and what a commune has: départements come as they are needed. */

import { decodeIndex, decodeQuartiers } from "../carte/contours-quantifies.js";
import { measureBox, situate } from "./geometrie.js";

/** Metres around a département's box where its quartiers are looked for at once. */
const AROUND = 5000;
/** Metres beyond which the nearest quartier is of no use to anybody. */
export const TOO_FAR = 100_000;
/** Cities whose arrondissements have codes of their own; quartiers name the whole city. */
const CITIES = [
  [/^751\d\d$/, "75056"],
  [/^132\d\d$/, "13055"],
  [/^6938\d$/, "69123"],
];

/**
 * @typedef {import("../carte/contours-quantifies.js").Quartier} Quartier
 * @typedef {import("./geometrie.js").Point} Point
 * @typedef {{quartier: Quartier, relation: "dans" | "bord" | "proche" | "loin", metres: number, limite: number}} Trouve
 *
 * @typedef {object} Reponse
 * @property {string} millesime
 * @property {Trouve[]} trouves those that the point is in, on the edge of, or near, in this order; else the nearest; empty
 *   when there is none within `TOO_FAR`
 *
 * @typedef {object} Atlas
 * @property {(point: Point) => Promise<Reponse>} findAround
 * @property {(commune: string, centre: Point) => Promise<{millesime: string, quartiers: Quartier[], proche: Trouve | null}>}
 *   findOfCommune what a commune has; the nearest to its centre when it has none
 */

/**
 * @param {(name: string) => Promise<unknown>} fetchJson one of the files of `donnees/contours/`; what it has rejected is asked
 *   again
 * @returns {Atlas} whose promises reject as `fetchJson` does, or with TypeError for a damaged file
 */
export function makeAtlas(fetchJson) {
  const files = new Map();
  const load = (name, decode) => {
    if (!files.has(name)) {
      const loading = fetchJson(name).then(decode);
      loading.catch(() => files.delete(name));
      files.set(name, loading);
    }
    return files.get(name);
  };
  const loadIndex = () => load("index.json", decodeIndex);
  const loadOne = ({ code }) => load(`${code}.json`, decodeQuartiers);

  /** Départements by the least distance that their quartiers may have, nearest first. */
  const sortByDistance = async (point) => {
    const { millesime, departements } = await loadIndex();
    const sorted = departements.map((one) => ({ ...one, metres: measureBox(one.boite, point) }));
    return { millesime, sorted: sorted.sort((a, b) => a.metres - b.metres) };
  };

  const findAround = async (point) => {
    const { millesime, sorted } = await sortByDistance(point);
    const near = sorted.filter(({ metres }) => metres <= AROUND);
    const found = (await Promise.all(near.map(loadOne))).flat().map((one) => place(one, point));
    for (const departement of sorted.slice(near.length)) {
      // Nothing there can be nearer than its box.
      if (departement.metres > Math.min(TOO_FAR, findLeast(found))) break;
      found.push(...(await loadOne(departement)).map((one) => place(one, point)));
    }
    return { millesime, trouves: choose(found) };
  };

  return {
    findAround,
    findOfCommune: async (commune, centre) => {
      const code = nameCity(commune);
      const { millesime, sorted } = await sortByDistance(centre);
      const own = sorted.filter(
        (one) => one.metres <= AROUND || code.startsWith(one.code),
      );
      const all = (await Promise.all(own.map(loadOne))).flat();
      const quartiers = all.filter(({ communes }) => communes.includes(code));
      if (quartiers.length) return { millesime, quartiers: sortByName(quartiers), proche: null };
      const { trouves } = await findAround(centre);
      return { millesime, quartiers, proche: trouves[0] ?? null };
    },
  };
}

/** @param {string} commune INSEE code @returns {string} the city's, for one of its arrondissements */
export function nameCity(commune) {
  return CITIES.find(([arrondissements]) => arrondissements.test(commune))?.[1] ?? commune;
}

function place(quartier, point) {
  return { quartier, ...situate(quartier.polygones, point) };
}

function findLeast(found) {
  return found.reduce((least, { metres }) => Math.min(least, metres), Infinity);
}

const ORDER = ["dans", "bord", "proche", "loin"];

function choose(found) {
  found.sort(
    (a, b) => ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation) || a.metres - b.metres || compare(a, b),
  );
  const near = found.filter(({ relation }) => relation !== "loin");
  if (near.length) return near;
  return found.slice(0, 1).filter(({ metres }) => metres <= TOO_FAR);
}

function compare(a, b) {
  return a.quartier.code < b.quartier.code ? -1 : 1;
}

function sortByName(quartiers) {
  return [...quartiers].sort((a, b) => a.nom.localeCompare(b.nom, "fr"));
}
