/** The state of the catalogue page, and the address that says it. */

import { findValue, makeReader, readAround, readBox, readNumber } from "./parametres.js";
import { readWords, round, writeDegree, writePart } from "./parametres.js";

export const FACETTES = [
  "theme",
  "type",
  "statut",
  "public",
  "label",
  "annee",
  "forme",
  "levier",
  "territoire",
  "qpv",
];
/** Territories have one parameter by level, from the widest. */
const NIVEAUX = ["region", "departement", "epci", "commune"];
/** The words of addresses and boxes, and the letters of the state, in the order of its counts. */
export const RELATIONS = new Map([
  ["dans", "d"],
  ["proche", "p"],
  ["dessert", "s"],
  ["a-preciser", "c"],
]);
const TRIS = ["pertinence", "distance", "nom", "date"];
const VUES = ["liste", "carte"];
const KEYS = [
  "q",
  ...FACETTES.flatMap((nom) => (nom === "territoire" ? NIVEAUX : [nom])),
  ...["relation", "autour", "lieu", "rayon", "zone", "tri", "fiches", "vue"],
];
/** Kilometres. */
const RAYON = 10;
const RAYON_MIN = 0.1;
const RAYON_MAX = 1000;
const MOST_LETTERS = 200;
const MOST_NAME = 100;

/**
 * @typedef {object} Autour a place to look around
 * @property {number | null} latitude degrees WGS84; null while a commune is known by its code only
 * @property {number | null} longitude
 * @property {string} nom
 * @property {string} [code] INSEE
 *
 * @typedef {object} Etat
 * @property {string} q
 * @property {Record<string, string[]>} valeurs codes chosen in each facet
 * @property {string[]} relations among d, p, s, c
 * @property {Autour | null} autour
 * @property {number} rayon kilometres
 * @property {[number, number, number, number] | null} zone west, south, east, north in degrees
 * @property {"pertinence" | "distance" | "nom" | "date" | null} tri null for the one that suits
 * @property {string[] | null} fiches slugs picked one by one
 * @property {"liste" | "carte"} vue
 */

/** @returns {Etat} everything, as a list */
export function emptyState() {
  return {
    q: "",
    valeurs: Object.fromEntries(FACETTES.map((nom) => [nom, []])),
    relations: [],
    autour: null,
    rayon: RAYON,
    zone: null,
    tri: null,
    fiches: null,
    vue: "liste",
  };
}

/**
 * Read the state in an address that anyone may have written; never throws.
 *
 * @param {string} search the query string, with or without its « ? »
 * @param {import("./colonnes.js").Catalogue | null} catalogue null while it is not there: values are
 *   then judged by their form only
 * @returns {{etat: Etat, ignores: import("./parametres.js").Ignore[]}} coordinates of four decimals
 */
export function readState(search, catalogue) {
  const reader = makeReader(search, KEYS);
  const etat = emptyState();
  etat.q = reader.readOne("q", (text) => readWords(text, MOST_LETTERS)) ?? "";
  for (const nom of FACETTES) {
    const index = catalogue?.facettes[nom].index;
    etat.valeurs[nom] =
      nom === "territoire"
        ? NIVEAUX.flatMap((niveau) =>
            reader.readSeveral(niveau, (value) => findValue(value, index, `${niveau}:`)),
          )
        : reader.readSeveral(nom, (value) => findValue(value, index));
  }
  etat.relations = reader.readSeveral("relation", (word) => RELATIONS.get(word) ?? null);
  readPlace(etat, reader);
  etat.zone = reader.readOne("zone", readBox);
  etat.tri = reader.readOne("tri", (word) => (TRIS.includes(word) ? word : null));
  if (reader.has("fiches")) {
    const slugs = catalogue && new Set(catalogue.slug);
    etat.fiches = reader.readSeveral("fiches", (slug) => findValue(slug, slugs));
  }
  etat.vue = reader.readOne("vue", (word) => (VUES.includes(word) ? word : null)) ?? "liste";
  return { etat, ignores: reader.ignores };
}

function readPlace(etat, reader) {
  const autour = reader.readOne("autour", readAround);
  if (!autour) {
    // A name and a radius mean nothing without a point.
    for (const cle of ["lieu", "rayon"]) reader.readOne(cle, () => null);
    return;
  }
  if (!autour.code) {
    autour.nom = reader.readOne("lieu", (nom) => readWords(nom, MOST_NAME)) ?? "";
  }
  etat.autour = autour;
  etat.rayon =
    reader.readOne("rayon", (km) => readNumber(km, RAYON_MIN, RAYON_MAX, 1)) ?? RAYON;
}

/**
 * Write the address of a state; the same selection, made in another order, may have another.
 *
 * @param {Etat} etat
 * @returns {string} "" for the whole catalogue, else "?theme=energie&q=solaire"
 */
export function writeState(etat) {
  const parts = [];
  const write = (cle, valeur) => parts.push(`${cle}=${writePart(valeur)}`);
  const q = readWords(etat.q, MOST_LETTERS);
  if (q) write("q", q);
  for (const nom of FACETTES) {
    const codes = etat.valeurs[nom];
    if (nom !== "territoire") {
      if (codes.length) write(nom, codes.join(","));
      continue;
    }
    for (const niveau of NIVEAUX) {
      const own = codes.filter((code) => code.startsWith(`${niveau}:`));
      if (own.length) write(niveau, own.map((code) => code.slice(niveau.length + 1)).join(","));
    }
  }
  if (etat.relations.length) {
    write("relation", etat.relations.map(nameRelation).join(","));
  }
  writeAround(etat, write);
  if (etat.zone) {
    write("zone", etat.zone.map((value, i) => writeDegree(value, i % 2 === 1)).join(","));
  }
  if (etat.tri) write("tri", etat.tri);
  if (etat.fiches) write("fiches", etat.fiches.join(","));
  if (etat.vue !== "liste") write("vue", etat.vue);
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * @param {string} letter of the state
 * @returns {string} the word of addresses
 */
export function nameRelation(letter) {
  return [...RELATIONS.keys()].find((word) => RELATIONS.get(word) === letter);
}

function writeAround({ autour, rayon }, write) {
  if (!autour || (!autour.code && autour.latitude === null)) return;
  const { code, latitude, longitude, nom } = autour;
  if (code) write("autour", code);
  else {
    write("autour", `${writeDegree(latitude, true)},${writeDegree(longitude, false)}`);
    const lieu = readWords(nom, MOST_NAME);
    if (lieu) write("lieu", lieu);
  }
  if (rayon !== RAYON) write("rayon", String(round(rayon, 1)));
}
