/** The state of the catalogue page, and the address that says it. */

import { findValue, readAround, readBox, readNumber, readWords } from "./parametres.js";
import { round, splitValues, writeDegree, writePart } from "./parametres.js";

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
const RELATIONS = new Map([
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
const MOST_IGNORED = 100;

/**
 * @typedef {object} Etat
 * @property {string} q
 * @property {Record<string, string[]>} valeurs codes chosen in each facet
 * @property {string[]} relations among d, p, s, c
 * @property {{latitude: number | null, longitude: number | null, nom: string, code?: string} | null}
 *   autour degrees WGS84; null coordinates while a commune is known by its code only
 * @property {number} rayon kilometres
 * @property {[number, number, number, number] | null} zone west, south, east, north in degrees
 * @property {"pertinence" | "distance" | "nom" | "date" | null} tri null for the one that suits
 * @property {string[] | null} fiches slugs picked one by one
 * @property {"liste" | "carte"} vue
 *
 * @typedef {{cle: string, valeur: string}} Ignore a part of the address that means nothing here
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
 * @returns {{etat: Etat, ignores: Ignore[]}} coordinates of four decimals
 */
export function readState(search, catalogue) {
  const given = collect(search);
  const etat = emptyState();
  const ignores = [];
  const ignore = (cle, valeur) => {
    if (ignores.length < MOST_IGNORED) ignores.push({ cle, valeur: valeur.slice(0, MOST_LETTERS) });
  };
  /** Read a parameter that has one value. */
  const readOne = (cle, read) => {
    const [valeur, ...others] = given.get(cle) ?? [];
    for (const other of others) if (other !== valeur) ignore(cle, other);
    const found = valeur === undefined ? null : read(valeur);
    if (found === null && valeur) ignore(cle, valeur);
    return found;
  };
  /** Read a parameter that has several, those that `find` knows. */
  const readSeveral = (cle, find) => {
    const { kept, left } = splitValues(given.get(cle) ?? []);
    const found = kept.map((valeur) => {
      const known = find(valeur);
      if (known === null) ignore(cle, valeur);
      return known;
    });
    if (left) ignore(cle, left);
    return [...new Set(found.filter((known) => known !== null))];
  };

  etat.q = readOne("q", (text) => readWords(text, MOST_LETTERS)) ?? "";
  for (const nom of FACETTES) {
    const index = catalogue?.facettes[nom].index;
    if (nom !== "territoire") {
      etat.valeurs[nom] = readSeveral(nom, (valeur) => findValue(valeur, index));
      continue;
    }
    etat.valeurs.territoire = NIVEAUX.flatMap((niveau) =>
      readSeveral(niveau, (valeur) => findValue(valeur, index, `${niveau}:`)),
    );
  }
  etat.relations = readSeveral("relation", (word) => RELATIONS.get(word) ?? null);
  etat.autour = readOne("autour", readAround);
  readPlace(etat, readOne, ignore, given);
  etat.zone = readOne("zone", readBox);
  etat.tri = readOne("tri", (word) => (TRIS.includes(word) ? word : null));
  if (given.has("fiches")) {
    const slugs = catalogue && new Set(catalogue.slug);
    etat.fiches = readSeveral("fiches", (slug) => findValue(slug, slugs));
  }
  etat.vue = readOne("vue", (word) => (VUES.includes(word) ? word : null)) ?? "liste";
  return { etat, ignores };
}

/** A name and a radius mean nothing without a point. */
function readPlace(etat, readOne, ignore, given) {
  const { autour } = etat;
  if (!autour) {
    for (const cle of ["lieu", "rayon"]) given.get(cle)?.forEach((valeur) => ignore(cle, valeur));
    return;
  }
  if (!autour.code) autour.nom = readOne("lieu", (nom) => readWords(nom, MOST_NAME)) ?? "";
  etat.rayon = readOne("rayon", (km) => readNumber(km, RAYON_MIN, RAYON_MAX, 1)) ?? RAYON;
}

/** The parameters that are ours, each with its values in order. */
function collect(search) {
  const given = new Map();
  for (const [cle, valeur] of new URLSearchParams(String(search))) {
    if (!KEYS.includes(cle)) continue;
    if (given.has(cle)) given.get(cle).push(valeur);
    else given.set(cle, [valeur]);
  }
  return given;
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
    const words = [...RELATIONS.keys()];
    const find = (letter) => words.find((word) => RELATIONS.get(word) === letter);
    write("relation", etat.relations.map(find).join(","));
  }
  writeAround(etat, write);
  if (etat.zone) write("zone", etat.zone.map((value, i) => writeDegree(value, i % 2 === 1)).join(","));
  if (etat.tri) write("tri", etat.tri);
  if (etat.fiches) write("fiches", etat.fiches.join(","));
  if (etat.vue !== "liste") write("vue", etat.vue);
  return parts.length ? `?${parts.join("&")}` : "";
}

function writeAround({ autour, rayon }, write) {
  if (!autour) return;
  const { code, latitude, longitude, nom } = autour;
  if (code) write("autour", code);
  else {
    write("autour", `${writeDegree(latitude, true)},${writeDegree(longitude, false)}`);
    const lieu = readWords(nom, MOST_NAME);
    if (lieu) write("lieu", lieu);
  }
  if (rayon !== RAYON) write("rayon", String(round(rayon, 1)));
}
