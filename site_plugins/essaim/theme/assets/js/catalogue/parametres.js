/** The values of an address, judged one by one. */

const DECIMALS = 4;
const MOST_VALUES = 100;
const CODE = /^[a-z0-9][a-z0-9._-]*$/i;
const MOST_CODE = 120;
/** Half a character, left by a cut: addresses cannot hold it. */
const HALVES = /\p{Cs}/gu;
const INSEE = /^(?:\d{2}|2[AB])\d{3}$/i;
const NUMBER = /^-?\d{1,4}(?:\.\d{1,20})?$/;

/**
 * Cut a parameter's values at their commas, each once.
 *
 * @param {string[]} given
 * @returns {{kept: string[], left: string}} a hundred at most; the others as one text
 */
export function splitValues(given) {
  const all = given.flatMap((value) => value.split(",")).map((value) => value.trim());
  const values = [...new Set(all)].filter(Boolean);
  return { kept: values.slice(0, MOST_VALUES), left: values.slice(MOST_VALUES).join(",") };
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

function readDegrees(text) {
  return text.split(",").map((value, i) => readDegree(value, i === 0));
}

function readDegree(text, isLatitude) {
  const limit = isLatitude ? 90 : 180;
  return readNumber(text, -limit, limit);
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
