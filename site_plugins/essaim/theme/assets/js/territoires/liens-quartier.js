/** Who is in a quartier, near it, or serves it: from the catalogue's own links. */

import { measureDistance } from "../catalogue/distances.js";

const RELATIONS = { d: "dans", p: "proche", s: "dessert" };

/**
 * @typedef {{rang: number, metres: number | null}} Entree a row of the catalogue; metres when they were measured
 *
 * @param {import("../catalogue/colonnes.js").Catalogue} catalogue
 * @param {string} code of a quartier
 * @returns {{dans: Entree[], proche: Entree[], dessert: Entree[]}} the near ones by distance, the others by title; « à
 *   préciser » are in none
 */
export function listLinked({ quartiers, liens, alphabet, nombre }, code) {
  const lists = { dans: [], proche: [], dessert: [] };
  const wanted = quartiers.findIndex((quartier) => quartier.code === code);
  if (wanted < 0) return lists;
  for (let rang = 0; rang < nombre; rang++) {
    for (let link = liens.debut[rang]; link < liens.debut[rang + 1]; link++) {
      const relation = RELATIONS[liens.relation[link]];
      if (liens.quartier[link] !== wanted || !relation) continue;
      const metres = liens.distance[link];
      lists[relation].push({ rang, metres: relation === "proche" && metres >= 0 ? metres : null });
      // The first tie is the strongest; that it also serves the quartier would list it twice.
      break;
    }
  }
  for (const list of Object.values(lists)) {
    list.sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0) || alphabet[a.rang] - alphabet[b.rang]);
  }
  return lists;
}

/** Precisions whose point is not the place: a quartier's, a commune's. */
const VAGUE = new Set(["q", "c"]);

/**
 * @param {import("../catalogue/colonnes.js").Catalogue} catalogue
 * @param {{latitude: number, longitude: number, commune?: string}} lieu a point, or a commune and its centre
 * @param {{most: number, farthest: number, told?: Set<number>}} limits how many rows, at most so many metres away; told: rows to
 *   leave out
 * @returns {(Entree & {environ: boolean, surPlace: boolean})[]} the nearest first; environ when neither end is known well
 *   enough for the distance to be exact; surPlace when it is in the commune
 */
export function listNearest({ points, communeDuLieu, facettes }, lieu, { most, farthest, told = new Set() }) {
  const best = new Map();
  for (let place = 0; place < points.rang.length; place++) {
    const rang = points.rang[place];
    if (told.has(rang)) continue;
    const metres = measureDistance(lieu.latitude, lieu.longitude, points.latitude[place], points.longitude[place]);
    if (metres > farthest || metres >= (best.get(rang)?.metres ?? Infinity)) continue;
    const { code } = facettes.territoire.termes[communeDuLieu[place]];
    best.set(rang, {
      rang,
      metres,
      environ: Boolean(lieu.commune) || VAGUE.has(points.precision[place]),
      surPlace: code === `commune:${lieu.commune}`,
    });
  }
  const sorted = [...best.values()].sort(
    (a, b) => Number(b.surPlace) - Number(a.surPlace) || a.metres - b.metres || a.rang - b.rang,
  );
  return sorted.slice(0, most);
}
