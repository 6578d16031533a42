/** Distances on the ground, measured and written as `locate/distances.py` and typography.py do. */

import { writeNumber } from "../nombres.js";

/** Mean radius in metres (IUGG). */
const EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;
const KILOMETRE = 1000;
/** Kilometres from which a decimal says nothing. */
const FAR = 100;
const NO_BREAK = "\u00a0";

/**
 * Measure the great-circle distance between two points (haversine).
 *
 * @param {number} latitude1 degrees WGS84, as the others
 * @param {number} longitude1
 * @param {number} latitude2
 * @param {number} longitude2
 * @returns {number} metres, within 0.5 % of the distance on the ellipsoid
 */
export function measureDistance(latitude1, longitude1, latitude2, longitude2) {
  const phi1 = latitude1 * RADIANS;
  const phi2 = latitude2 * RADIANS;
  const half =
    Math.sin((phi2 - phi1) / 2) ** 2 +
    Math.cos(phi1) * Math.cos(phi2) * Math.sin(((longitude2 - longitude1) * RADIANS) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, half)));
}

/**
 * Measure how far the nearest place of each row is.
 *
 * @param {import("./colonnes.js").Points} points
 * @param {number} latitude degrees WGS84
 * @param {number} longitude
 * @returns {Float32Array} metres by row, Infinity without a place
 */
export function measureAll(points, latitude, longitude) {
  const distances = new Float32Array(points.nombre).fill(Infinity);
  for (let place = 0; place < points.rang.length; place++) {
    const row = points.rang[place];
    const metres = measureDistance(
      latitude,
      longitude,
      points.latitude[place],
      points.longitude[place],
    );
    if (metres < distances[row]) distances[row] = metres;
  }
  return distances;
}

/**
 * @param {import("./colonnes.js").Points} points
 * @param {[number, number, number, number]} zone west, south, east, north in degrees, included
 * @returns {Uint8Array} 1 for the rows that have a place in the box
 */
export function inZone(points, [west, south, east, north]) {
  const inside = new Uint8Array(points.nombre);
  for (let place = 0; place < points.rang.length; place++) {
    const latitude = points.latitude[place];
    const longitude = points.longitude[place];
    if (latitude < south || latitude > north || longitude < west || longitude > east) continue;
    inside[points.rang[place]] = 1;
  }
  return inside;
}

/**
 * @param {number} metres
 * @returns {string} « 300 m », « 1,2 km », « 15 km », with no-break spaces
 */
export function writeDistance(metres) {
  const whole = Math.round(metres);
  if (whole < KILOMETRE) return `${whole}${NO_BREAK}m`;
  const kilometres = metres / KILOMETRE;
  const number = kilometres < FAR ? roundTenths(kilometres) : Math.round(kilometres);
  return `${writeNumber(number)}${NO_BREAK}km`;
}

/** As Python rounds: 1.25, the one kind of tie that a double holds exactly, goes to the even 1.2. */
function roundTenths(kilometres) {
  const isTie = kilometres % 1 === 0.25;
  return isTie ? Math.floor(kilometres * 10) / 10 : Number(kilometres.toFixed(1));
}
