/** Points held against contours, as `locate/territories.py` does: in it, on its edge, or how far. */

/** WGS84: semi-major axis in metres, first eccentricity squared (EPSG 7030). */
const SEMI_MAJOR = 6_378_137;
const ECCENTRICITY2 = 6.694_379_990_14e-3;
const RADIANS = Math.PI / 180;

/** Metres: the published contours are rounded to about that, so nobody knows on which side such a point is. */
export const BORD = 1;
/** Metres to the contour within which a place is « proche ». */
export const PROCHE = 300;

/**
 * @typedef {{latitude: number, longitude: number}} Point degrees WGS84
 * @typedef {[number, number][][][]} Polygones positions [latitude, longitude] of each ring of each polygon; rings are not
 *   closed, the first of a polygon is its outside, the others its holes
 *
 * @typedef {object} Position of a point and a contour
 * @property {"dans" | "bord" | "proche" | "loin"} relation
 * @property {number} metres to the contour when outside, 0 inside
 */

/**
 * Make a plane that touches the WGS84 ellipsoid at a point.
 *
 * @param {Point} point its origin
 * @returns {(latitude: number, longitude: number) => [number, number]} metres to the east and to the north; within 0.1 % up
 *   to 2 km
 */
export function makePlane({ latitude, longitude }) {
  const sine = Math.sin(latitude * RADIANS);
  const bend = 1 - ECCENTRICITY2 * sine ** 2;
  const east = ((SEMI_MAJOR * Math.cos(latitude * RADIANS)) / Math.sqrt(bend)) * RADIANS;
  const north = ((SEMI_MAJOR * (1 - ECCENTRICITY2)) / bend ** 1.5) * RADIANS;
  return (lat, lon) => [(lon - longitude) * east, (lat - latitude) * north];
}

/**
 * Tell whether a point is inside, holes left out (ray casting); on an edge, either answer.
 *
 * @param {Polygones} polygones
 * @param {Point} point
 */
export function holdsPoint(polygones, { latitude, longitude }) {
  return polygones.some((rings) => {
    let inside = false;
    for (const ring of rings) if (crossesOdd(ring, latitude, longitude)) inside = !inside;
    return inside;
  });
}

/** Whether a ray to the east meets a ring an odd number of times. */
function crossesOdd(ring, latitude, longitude) {
  let odd = false;
  let [lat1, lon1] = ring[ring.length - 1];
  for (const [lat2, lon2] of ring) {
    if (lat1 > latitude !== lat2 > latitude) {
      const at = lon1 + ((latitude - lat1) / (lat2 - lat1)) * (lon2 - lon1);
      if (longitude < at) odd = !odd;
    }
    lat1 = lat2;
    lon1 = lon2;
  }
  return odd;
}

/**
 * Measure how far the nearest edge is, from inside as from outside; the edge of a hole is one.
 *
 * @param {Polygones} polygones
 * @param {Point} point
 * @returns {number} metres, Infinity without any ring
 */
export function measureEdge(polygones, point) {
  const project = makePlane(point);
  let nearest = Infinity;
  for (const ring of polygones.flat()) {
    let [x1, y1] = project(...ring[ring.length - 1]);
    for (const position of ring) {
      const [x2, y2] = project(...position);
      nearest = Math.min(nearest, measureSegment(x1, y1, x2, y2));
      x1 = x2;
      y1 = y2;
    }
  }
  return nearest;
}

/** Metres from the origin to a segment. */
function measureSegment(x1, y1, x2, y2) {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const long = dx * dx + dy * dy;
  const along = long ? Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / long)) : 0;
  return Math.hypot(x1 + along * dx, y1 + along * dy);
}

/**
 * @param {Polygones} polygones
 * @param {Point} point
 * @returns {Position & {limite: number}} limite: metres to the nearest edge, inside too
 */
export function situate(polygones, point) {
  const limite = measureEdge(polygones, point);
  if (limite <= BORD) return { relation: "bord", metres: 0, limite };
  if (holdsPoint(polygones, point)) return { relation: "dans", metres: 0, limite };
  return { relation: limite <= PROCHE ? "proche" : "loin", metres: limite, limite };
}

/**
 * Measure the least distance that anything in a box may have.
 *
 * @param {[number, number, number, number]} box west, south, east, north in degrees
 * @param {Point} point
 * @returns {number} metres, 0 inside
 */
export function measureBox([west, south, east, north], point) {
  const latitude = Math.min(north, Math.max(south, point.latitude));
  const longitude = Math.min(east, Math.max(west, point.longitude));
  return Math.hypot(...makePlane(point)(latitude, longitude));
}
