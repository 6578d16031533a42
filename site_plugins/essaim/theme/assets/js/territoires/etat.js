/** What « Dans quel quartier ? » is asked, and the address that says it. */

import { INSEE, readDegrees, readNumber, readWords, round, shorten, writePart } from "../catalogue/parametres.js";

/** About a metre, as the contours: four decimals would move a point across a street. */
const DECIMALS = 5;
const MOST_NAME = 100;
/** Metres: a position known worse than that says nothing of a quartier. */
const MOST_METRES = 100_000;

/**
 * @typedef {object} Lieu a point, or a commune known by its code
 * @property {number | null} latitude degrees WGS84, null until a commune's centre is known, as `longitude`
 * @property {number | null} longitude
 * @property {string} nom "" when nobody named it
 * @property {string} [commune] INSEE code of a commune chosen without an address
 * @property {"rue" | number} [precision] known up to the street, or to so many metres; exact otherwise
 */

/**
 * Read the place in an address that anyone may have written; never throws.
 *
 * @param {string} search the query string
 * @returns {{lieu: Lieu | null, ignore: string | null}} ignore: what was given and means nothing
 */
export function readLieu(search) {
  const given = new URLSearchParams(String(search));
  const point = given.get("point");
  const commune = given.get("commune");
  if (point !== null) {
    const [latitude, longitude, ...others] = readDegrees(point, DECIMALS);
    if (latitude == null || longitude == null || others.length) return { lieu: null, ignore: shorten(point) };
    const lieu = { latitude, longitude, nom: readWords(given.get("lieu") ?? "", MOST_NAME) };
    const precision = readPrecision(given.get("precision") ?? "");
    return { lieu: precision ? { ...lieu, precision } : lieu, ignore: null };
  }
  if (commune === null) return { lieu: null, ignore: null };
  const code = commune.trim().toUpperCase();
  if (!INSEE.test(code)) return { lieu: null, ignore: shorten(commune) };
  return { lieu: { latitude: null, longitude: null, nom: "", commune: code }, ignore: null };
}

function readPrecision(text) {
  return text === "rue" ? "rue" : readNumber(text, 1, MOST_METRES, 0);
}

/**
 * @param {Lieu | null} lieu
 * @returns {string} "" for none, else "?point=50.43,2.83&lieu=…" or "?commune=62498"
 */
export function writeLieu(lieu) {
  if (!lieu) return "";
  if (lieu.commune) return `?commune=${lieu.commune}`;
  const { latitude, longitude } = roundPoint(lieu);
  const parts = [`point=${latitude},${longitude}`];
  const nom = readWords(lieu.nom, MOST_NAME);
  if (nom) parts.push(`lieu=${writePart(nom)}`);
  if (lieu.precision) parts.push(`precision=${lieu.precision}`);
  return `?${parts.join("&")}`;
}

/**
 * @template {{latitude: number, longitude: number}} Place
 * @param {Place} place
 * @returns {Place} its point as an address keeps it
 */
export function roundPoint(place) {
  // A map seen around the world gives longitudes beyond 180°.
  const longitude = ((((place.longitude + 180) % 360) + 360) % 360) - 180;
  return { ...place, latitude: round(place.latitude, DECIMALS), longitude: round(longitude, DECIMALS) };
}
