/** The values of an address, judged one by one. */

const DECIMALS = 4;
const MOST_VALUES = 100;
const MOST_IGNORED = 100;
const MOST_LETTERS = 200;
const MOST_TOLD = 40;
const CODE = /^[a-z0-9][a-z0-9._-]*$/i;
const MOST_CODE = 120;
/** Half a character, left by a cut: addresses cannot hold it. */
const HALVES = /\p{Cs}/gu;
/** A commune's code. */
export const INSEE = /^(?:\d{2}|2[AB])\d{3}$/i;
const NUMBER = /^-?\d{1,4}(?:\.\d{1,20})?$/;

/**
 * @typedef {{cle: string, valeur: string}} Ignore a part of the address that means nothing here
 *
 * @typedef {object} Reader
 * @property {Ignore[]} ignores grows as parameters are read
 * @property {(key: string) => boolean} has
 * @property {<T>(key: string, read: (value: string) => T | null) => T | null} readOne the first value;
 *   it is left aside, as the others are, when `read` gives null
 * @property {(key: string, find: (value: string) => string | null) => string[]} readSeveral values
 *   between commas, each once, a hundred at most; those for which `find` gives null are left aside
 */

/**
 * @param {string} search the query string, whatever is in it
 * @param {string[]} keys parameters that are ours; the others are nobody's business here
 * @returns {Reader}
 */
export function makeReader(search, keys) {
  const given = new Map();
  for (const [key, value] of new URLSearchParams(String(search))) {
    if (!keys.includes(key)) continue;
    if (given.has(key)) given.get(key).push(value);
    else given.set(key, [value]);
  }
  /** @type {Ignore[]} */
  const ignores = [];
  const ignore = (cle, valeur) => {
    if (ignores.length < MOST_IGNORED) ignores.push({ cle, valeur: valeur.slice(0, MOST_LETTERS) });
  };
  const readOne = (key, read) => {
    const [value, ...others] = given.get(key) ?? [];
    for (const other of others) if (other !== value) ignore(key, other);
    const found = value === undefined ? null : read(value);
    if (found === null && value) ignore(key, value);
    return found;
  };
  const readSeveral = (key, find) => {
    const all = (given.get(key) ?? []).flatMap((value) => value.split(","));
    const values = [...new Set(all.map((value) => value.trim()))].filter(Boolean);
    const found = new Set();
    for (const value of values.slice(0, MOST_VALUES)) {
      const known = find(value);
      if (known === null) ignore(key, value);
      else found.add(known);
    }
    if (values.length > MOST_VALUES) ignore(key, values.slice(MOST_VALUES).join(","));
    return [...found];
  };
  return { ignores, has: (key) => given.has(key), readOne, readSeveral };
}

/**
 * Find the code that was meant, whatever its case.
 *
 * @param {string} value
 * @param {{has: (code: string) => boolean} | null | undefined} known all codes, when they are there
 * @param {string} [prefix] of codes
 * @returns {string | null}
 */
export function findValue(value, known, prefix = "") {
  if (value.length > MOST_CODE || !CODE.test(value)) return null;
  if (!known) return prefix + value;
  const forms = [value, value.toUpperCase(), value.toLowerCase()].map((form) => prefix + form);
  return forms.find((form) => known.has(form)) ?? null;
}

/**
 * @param {string} text
 * @param {number} most letters
 * @returns {string} a line of text that an address can hold
 */
export function readWords(text, most) {
  return text.replace(/\p{Cc}+/gu, " ").trim().slice(0, most).replace(HALVES, "").trim();
}

/**
 * @param {string} text
 * @param {number} least
 * @param {number} most
 * @param {number} [decimals] kept
 * @returns {number | null}
 */
export function readNumber(text, least, most, decimals = DECIMALS) {
  if (!NUMBER.test(text.trim())) return null;
  const value = round(Number(text), decimals);
  return value >= least && value <= most ? value : null;
}

/**
 * @param {number} value
 * @param {number} decimals
 * @returns {number} never -0
 */
export function round(value, decimals) {
  return Number(value.toFixed(decimals)) + 0;
}

/**
 * @param {string} text a commune's INSEE code, or a latitude and a longitude
 * @returns {import("./etat.js").Etat["autour"]}
 */
export function readAround(text) {
  const code = text.trim().toUpperCase();
  if (INSEE.test(code)) return { latitude: null, longitude: null, nom: "", code };
  const [latitude, longitude, ...others] = readDegrees(text);
  if (latitude == null || longitude == null || others.length) return null;
  return { latitude, longitude, nom: "" };
}

/**
 * @param {string} text west, south, east, north
 * @returns {[number, number, number, number] | null}
 */
export function readBox(text) {
  const values = text.split(",");
  if (values.length !== 4) return null;
  const [west, south, east, north] = values.map((value, i) => readDegree(value, i % 2 === 1));
  if ([west, south, east, north].includes(null)) return null;
  return west < east && south < north ? [west, south, east, north] : null;
}

/**
 * @param {string} text a latitude and a longitude
 * @param {number} [decimals] kept
 * @returns {(number | null)[]} one for each value given; null where it is no coordinate
 */
export function readDegrees(text, decimals = DECIMALS) {
  return text.split(",").map((value, i) => readDegree(value, i === 0, decimals));
}

function readDegree(text, isLatitude, decimals = DECIMALS) {
  const limit = isLatitude ? 90 : 180;
  return readNumber(text, -limit, limit, decimals);
}

/**
 * @param {string} text
 * @returns {string} its beginning, to say what was given
 */
export function shorten(text) {
  return text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)}…` : text;
}

/**
 * @param {number} degrees
 * @param {boolean} isLatitude
 * @returns {string} four decimals at most: about ten metres
 */
export function writeDegree(degrees, isLatitude) {
  const limit = isLatitude ? 90 : 180;
  return String(round(Math.max(-limit, Math.min(limit, degrees)), DECIMALS));
}

/**
 * @param {string} value
 * @returns {string} as browsers write it in an address, commas and colons left readable
 */
export function writePart(value) {
  return encodeURIComponent(value.replace(HALVES, ""))
    .replace(/'/g, "%27")
    .replace(/%2C/g, ",")
    .replace(/%3A/g, ":")
    .replace(/%20/g, "+");
}
