/** The territories, from regions down to communes: a row is in every level of its places. */

import { fail, readInteger, readList, readSome, readSteps, readText } from "./lecture.js";
import { readObject, readTexts } from "./lecture.js";
import { makeFacet } from "./termes.js";

export const NIVEAUX = ["region", "departement", "epci", "commune"];
const NONE = -1;

/**
 * @param {{territoires: unknown, commune: unknown, agit: unknown}} head of `donnees/catalogue.json`
 * @param {import("./colonnes.js").Points} points
 * @returns {{territoire: import("./colonnes.js").Facette, communeDuLieu: Uint32Array}}
 */
export function readTerritories(head, points) {
  const { termes, starts, above } = readLevels(head.territoires);
  const first = starts.commune;
  const most = termes.length - first - 1;
  const count = points.rang.length;
  const communeDuLieu = readSteps(head.commune, "commune", 0, most, new Uint32Array(count));
  for (let place = 0; place < count; place++) communeDuLieu[place] += first;
  const acting = readActing(head.agit, points.nombre, termes);
  const { debut, valeurs } = listAll(points, communeDuLieu, above, acting);
  return { territoire: makeFacet("territoire", termes, debut, valeurs), communeDuLieu };
}

/** List each row's territories: those of its places, level by level, then where it acts. */
function listAll(points, communeDuLieu, above, acting) {
  const debut = new Uint32Array(points.nombre + 1);
  const valeurs = [];
  const seen = new Int32Array(above.length).fill(NONE);
  for (let row = 0; row < points.nombre; row++) {
    for (let place = points.debut[row]; place < points.debut[row + 1]; place++) {
      for (const terme of above[communeDuLieu[place]]) {
        if (seen[terme] === row) continue;
        seen[terme] = row;
        valeurs.push(terme);
      }
    }
    for (const terme of acting.get(row) ?? []) {
      if (seen[terme] === row) continue;
      seen[terme] = row;
      valeurs.push(terme);
    }
    debut[row + 1] = valeurs.length;
  }
  return { debut, valeurs: Uint32Array.from(valeurs) };
}

/** Read the four lists as one; `above` holds each term and what it is wholly in. */
function readLevels(value) {
  const lists = readObject(value, "territoires");
  const read = (niveau) => readList(lists[niveau], niveau);
  const starts = {};
  let count = 0;
  for (const niveau of NIVEAUX) {
    starts[niveau] = count;
    count += read(niveau).length;
  }
  const termes = NIVEAUX.flatMap((niveau) =>
    read(niveau).map((entry) => {
      const [code, nom] = readTexts(readList(entry, niveau).slice(0, 2), niveau, 2);
      return { code: `${niveau}:${code}`, nom, niveau, parent: NONE };
    }),
  );
  const find = (niveau, index) => {
    readInteger(index, niveau, NONE, read(niveau).length - 1);
    return index === NONE ? NONE : starts[niveau] + index;
  };
  const above = termes.map((_, terme) => [terme]);
  read("departement").forEach(([, , region], i) => {
    const terme = starts.departement + i;
    termes[terme].parent = find("region", region);
    if (termes[terme].parent !== NONE) above[terme].push(termes[terme].parent);
  });
  read("commune").forEach(([, , departement, epci], i) => {
    const terme = starts.commune + i;
    const near = find("epci", epci);
    const far = find("departement", departement);
    termes[terme].parent = near === NONE ? far : near;
    if (near !== NONE) above[terme].push(near);
    if (far !== NONE) above[terme].push(...above[far]);
    // An EPCI may lie in several départements: it is shown in that of its first commune.
    if (near !== NONE && termes[near].parent === NONE) termes[near].parent = far;
  });
  return { termes, starts, above };
}

/** Itinerant rows are found where they act too, and in what this is part of. */
function readActing(value, nombre, termes) {
  const index = new Map(termes.map(({ code }, rank) => [code, rank]));
  const acting = new Map();
  for (const [row, niveau, codes] of readSome(value, "agit", nombre)) {
    if (!NIVEAUX.includes(niveau)) fail("agit");
    const found = [];
    for (const code of readTexts(codes, "agit")) {
      let terme = index.get(`${niveau}:${code}`) ?? NONE;
      for (; terme !== NONE; terme = termes[terme].parent) found.push(terme);
    }
    acting.set(row, found);
  }
  return acting;
}
