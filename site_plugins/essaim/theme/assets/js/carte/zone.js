/** The zone a map shows: [west, south, east, north], degrees WGS84. */

/** Of an address: about 11 metres. */
const DECIMALS = 4;

/**
 * Round a zone inwards: a map that looks at it again keeps its zoom.
 *
 * @param {number[]} zone
 * @returns {number[]} inside the world
 */
export function roundZone([west, south, east, north]) {
  return [
    Math.max(-180, roundUp(west)),
    Math.max(-90, roundUp(south)),
    Math.min(180, roundDown(east)),
    Math.min(90, roundDown(north)),
  ];
}

const scale = 10 ** DECIMALS;
// 2.8319 × 10,000 is 28318.999…: what is already round must stay.
const tidy = (value) => Number((value * scale).toFixed(6));
const roundUp = (value) => Math.ceil(tidy(value)) / scale;
const roundDown = (value) => Math.floor(tidy(value)) / scale;

/**
 * @param {number[] | null} one
 * @param {number[] | null} other
 * @returns {boolean}
 */
export function isSameZone(one, other) {
  if (!one || !other) return one === other;
  return one.every((value, side) => value === other[side]);
}

/**
 * @param {object} map Leaflet's
 * @returns {number[]}
 */
export function readZone(map) {
  const bounds = map.getBounds();
  return roundZone([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
}

/**
 * @param {number[]} zone
 * @returns {[[number, number], [number, number]]} as Leaflet takes bounds
 */
export function toBounds([west, south, east, north]) {
  return [
    [south, west],
    [north, east],
  ];
}
