/** The data files, read back: columns of numbers and texts, one entry per initiative. */

import { DataError, fail, readColumn, readHead, readInteger, readList } from "./lecture.js";
import { readObject, readSome, readSteps, readText, readTexts } from "./lecture.js";
import { readLinks } from "./liens.js";
import { foldAll } from "./mots.js";
import { readTerritories } from "./niveaux.js";
import { readFacets } from "./termes.js";

export { DataError };

/** Units of the file's coordinates in a degree. */
const DEGREE = 1e5;
/** One letter each: declaree, numero, rue, lieu-dit, qpv, commune. */
const PRECISIONS = /^[dnrlqc]*$/;

/**
 * @typedef {object} Points row i has the places debut[i]..debut[i + 1] - 1
 * @property {string} edition
 * @property {number} nombre of rows
 * @property {string[]} themes codes
 * @property {Uint16Array} theme main theme of each row
 * @property {Uint32Array} debut
 * @property {Uint32Array} rang row of each place
 * @property {Float64Array} latitude degrees WGS84, as longitude
 * @property {Float64Array} longitude
 * @property {string} precision one letter per place: d, n, r, l, q or c
 *
 * @typedef {object} Terme
 * @property {string} code
 * @property {string} nom
 * @property {"region" | "departement" | "epci" | "commune"} [niveau] of a territory
 * @property {number} [parent] the term above, -1 for none
 *
 * @typedef {object} Facette row i has the terms valeurs[debut[i]..debut[i + 1]]
 * @property {string} nom
 * @property {Terme[]} termes
 * @property {Uint32Array} debut
 * @property {Uint32Array} valeurs
 * @property {Map<string, number>} index of terms by code
 *
 * @typedef {object} Catalogue
 * @property {string} edition
 * @property {number} nombre
 * @property {Points} points
 * @property {string[]} titre
 * @property {string[]} slug
 * @property {string[]} porteur
 * @property {Uint32Array} depuis YYYYMMDD, 00 for what is not said, 0 for nothing
 * @property {string[]} situe where, as cards say it
 * @property {Uint32Array} alphabet rank of each row in the order of titles
 * @property {Map<number, string>} lieu names of places that have one
 * @property {Uint32Array} communeDuLieu term of territoire of each place's commune
 * @property {Record<string, Facette>} facettes
 * @property {{code: string, nom: string}[]} quartiers
 * @property {import("./liens.js").Liens} liens
 * @property {string | null} millesime of the quartiers' contours
 * @property {string[] | null} resume null until `addTexts`
 * @property {string[] | null} extra folded words, null until `addTexts`
 */

/**
 * Read `donnees/carte.json`.
 *
 * @param {unknown} json
 * @returns {Points}
 * @throws {DataError}
 */
export function decodePoints(json) {
  const head = readHead(json);
  const { edition, nombre } = head;
  const themes = readTexts(head.themes, "themes");
  const theme = Uint16Array.from(readColumn(head.theme, "theme", themes.length, nombre));
  const count = readList(head.latitude, "latitude").length;
  const debut = new Uint32Array(nombre + 1).fill(1, 1);
  let total = nombre;
  for (const [row, number] of readSome(head.lieux, "lieux", nombre)) {
    debut[row + 1] = readInteger(number, "lieux", 0, count);
    total += number - 1;
  }
  if (total !== count) fail(`lieux: ${total}, not ${count}`);
  for (let row = 0; row < nombre; row++) debut[row + 1] += debut[row];
  const rang = new Uint32Array(count);
  for (let row = 0; row < nombre; row++) rang.fill(row, debut[row], debut[row + 1]);
  const precision = readText(head.precision, "precision");
  if (precision.length !== count || !PRECISIONS.test(precision)) fail("precision");
  const latitude = readDegrees(head.latitude, "latitude", 90, count);
  const longitude = readDegrees(head.longitude, "longitude", 180, count);
  return { edition, nombre, themes, theme, debut, rang, latitude, longitude, precision };
}

function readDegrees(steps, name, limit, count) {
  const most = limit * DEGREE;
  const degrees = readSteps(steps, name, -most, most, new Float64Array(count));
  return degrees.map((value) => value / DEGREE);
}

/**
 * Read `donnees/catalogue.json`.
 *
 * @param {unknown} json
 * @param {Points} points of the same edition
 * @returns {Catalogue}
 * @throws {DataError}
 */
export function decodeCatalogue(json, points) {
  const head = readHead(json, points);
  const { edition, nombre } = head;
  const titre = readTexts(head.titre, "titre", nombre);
  const folded = foldAll(titre);
  const slug = readTexts(head.slug, "slug", nombre).map(
    (given, row) => given || folded[row].replaceAll(" ", "-") || fail("slug"),
  );
  const porteurs = readObject(head.porteur, "porteur");
  const noms = readTexts(porteurs.noms, "porteur.noms");
  const porteur = readColumn(porteurs.rangs, "porteur.rangs", noms.length, nombre);
  const { qpv, quartiers, liens } = readLinks(head, nombre);
  const { territoire, communeDuLieu } = readTerritories(head, points);
  const { millesime = null } = head;
  if (millesime !== null) readText(millesime, "millesime");
  return {
    edition,
    nombre,
    points,
    titre,
    slug,
    porteur: Array.from(porteur, (rank) => noms[rank]),
    depuis: readDates(head.depuis, nombre),
    situe: readSituations(head.situe, points, communeDuLieu, territoire),
    alphabet: rankTitles(folded, slug),
    lieu: readPlaceNames(head.lieu, points.rang.length),
    communeDuLieu,
    facettes: { ...readFacets(head, nombre), territoire, qpv },
    quartiers,
    liens,
    millesime,
    resume: null,
    extra: null,
  };
}

function readPlaceNames(value, count) {
  const pairs = readSome(value, "lieu", count);
  return new Map(pairs.map(([place, nom]) => [place, readText(nom, "lieu")]));
}

/** YYYY, YYYYMM and YYYYMMDD become YYYYMMDD, so that they compare. */
function readDates(value, nombre) {
  const dates = new Uint32Array(nombre);
  readList(value, "depuis", nombre).forEach((date, row) => {
    readInteger(date, "depuis", 0, 99_991_231);
    const digits = String(date).length;
    if (date && (digits < 4 || digits % 2)) fail("depuis");
    dates[row] = date * 10 ** (8 - digits);
  });
  return dates;
}

let conjunction;

/** « Denain, Lens et Liévin ». */
function joinNames(names) {
  // Made when first needed: browsers take their time to load a language.
  conjunction ??= new Intl.ListFormat("fr", { type: "conjunction" });
  return conjunction.format(names);
}

/** The names of the communes, unless the file has a better line. */
function readSituations(value, { nombre, debut }, communeDuLieu, { termes }) {
  const lines = Array.from({ length: nombre }, (_, row) => {
    const first = debut[row];
    if (debut[row + 1] - first === 1) return termes[communeDuLieu[first]].nom;
    const communes = new Set(communeDuLieu.subarray(first, debut[row + 1]));
    return joinNames(Array.from(communes, (index) => termes[index].nom));
  });
  for (const [row, text] of readSome(value, "situe", nombre)) lines[row] = readText(text, "situe");
  return lines;
}

/** As `sort_by_title` in Python: accents and case do not count. */
function rankTitles(folded, slug) {
  const order = Uint32Array.from(folded, (_, row) => row).sort((a, b) => {
    if (folded[a] !== folded[b]) return folded[a] < folded[b] ? -1 : 1;
    return slug[a] < slug[b] ? -1 : 1;
  });
  const ranks = new Uint32Array(order.length);
  order.forEach((row, rank) => (ranks[row] = rank));
  return ranks;
}

/**
 * Read `donnees/textes.json` into the catalogue; damaged texts leave it as it was.
 *
 * @param {Catalogue} catalogue
 * @param {unknown} json
 * @throws {DataError}
 */
export function addTexts(catalogue, json) {
  const { edition, nombre } = catalogue;
  const head = readHead(json, { edition, nombre });
  const resume = readTexts(head.resume, "resume", nombre);
  const mots = readTexts(head.mots, "mots");
  const extra = Array.from({ length: nombre }, () => "");
  readList(head.extra, "extra", mots.length).forEach((steps, index) => {
    let row = 0;
    for (const step of readList(steps, "extra")) {
      row = readInteger(row + step, "extra", 0, nombre - 1);
      extra[row] += extra[row] ? ` ${mots[index]}` : mots[index];
    }
  });
  catalogue.resume = resume;
  catalogue.extra = extra;
}
