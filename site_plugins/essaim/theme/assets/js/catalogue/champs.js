/** A row as exports tell it: flat, its codes made names. The tables of territories say the same. */

import { writeDistance } from "./distances.js";

const HEAD = "commune:";
const RELATIONS = { d: "qpv_dans", p: "qpv_proches", s: "qpv_desservis" };

/** The columns of exports, in order. */
export const COLONNES = [
  "titre",
  "resume",
  "themes",
  "type",
  "statut",
  "depuis",
  "porteur",
  "forme",
  "communes",
  "codes_insee",
  "departements",
  "epci",
  "qpv_dans",
  "qpv_proches",
  "qpv_desservis",
  "publics",
  "labels",
  "latitude",
  "longitude",
  "distance_m",
  "adresse_page",
];

/**
 * @typedef {Record<string, string | number | string[] | null>} Fiche by column, null for nothing
 *
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {number} row
 * @param {{racine: string | URL, distances?: Float32Array | null}} options the site's root; metres
 *   by row, when one looks around a place
 * @returns {Fiche} coordinates of the first place, degrees WGS84
 */
export function describeRow(catalogue, row, { racine, distances = null }) {
  const { points, facettes } = catalogue;
  const places = listPlaces(points, row);
  const communes = new Set(places.map((place) => catalogue.communeDuLieu[place]));
  const known = [...communes].map((index) => facettes.territoire.termes[index]);
  const names = (nom) => listTerms(facettes[nom], row).map((terme) => terme.nom);
  const areas = (niveau) =>
    listTerms(facettes.territoire, row)
      .filter((terme) => terme.niveau === niveau)
      .map((terme) => terme.nom);
  const [first] = places;
  return {
    titre: catalogue.titre[row],
    resume: catalogue.resume?.[row] ?? null,
    themes: names("theme"),
    type: names("type")[0],
    statut: names("statut")[0],
    depuis: writeDate(catalogue.depuis[row]),
    porteur: catalogue.porteur[row],
    forme: names("forme")[0],
    communes: known.map((terme) => terme.nom),
    codes_insee: known.map((terme) => terme.code.slice(HEAD.length)),
    departements: areas("departement"),
    epci: areas("epci"),
    ...listQuartiers(catalogue, row),
    publics: names("public"),
    labels: listLabels(facettes.label, row),
    latitude: first === undefined ? null : points.latitude[first],
    longitude: first === undefined ? null : points.longitude[first],
    distance_m: Number.isFinite(distances?.[row]) ? Math.round(distances[row]) : null,
    adresse_page: new URL(`initiatives/${catalogue.slug[row]}/`, racine).href,
  };
}

/** @returns {number[]} the places of a row */
export function listPlaces({ debut }, row) {
  return Array.from({ length: debut[row + 1] - debut[row] }, (_, i) => debut[row] + i);
}

function listTerms({ termes, debut, valeurs }, row) {
  return Array.from(valeurs.subarray(debut[row], debut[row + 1]), (index) => termes[index]);
}

/** The stage reached says the label too. */
function listLabels(facette, row) {
  const terms = listTerms(facette, row);
  const hasStage = ({ code }) => terms.some((other) => other.code.startsWith(`${code}.`));
  return terms.filter((terme) => !hasStage(terme)).map((terme) => terme.nom);
}

function listQuartiers({ quartiers, liens }, row) {
  const lists = { qpv_dans: [], qpv_proches: [], qpv_desservis: [] };
  for (let link = liens.debut[row]; link < liens.debut[row + 1]; link++) {
    const relation = liens.relation[link];
    const { code, nom } = quartiers[liens.quartier[link]];
    const name = nom === code ? code : `${nom} (${code})`;
    const metres = liens.distance[link];
    const isMeasured = relation === "p" && metres >= 0;
    lists[RELATIONS[relation]]?.push(isMeasured ? `${name}, ${writeDistance(metres)}` : name);
  }
  return lists;
}

/** YYYYMMDD as YYYY, YYYY-MM or YYYY-MM-DD. */
function writeDate(date) {
  if (!date) return null;
  const digits = String(date);
  const parts = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  return parts.filter((part) => part !== "00").join("-");
}
