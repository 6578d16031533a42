/** What changes between two views, so that what stays on the map is never touched. */

/**
 * @template A, B
 * @param {Map<string, A>} shown
 * @param {Map<string, B>} wanted
 * @returns {{gone: string[], come: string[]}} keys
 */
export function compareKeys(shown, wanted) {
  return {
    gone: [...shown.keys()].filter((key) => !wanted.has(key)),
    come: [...wanted.keys()].filter((key) => !shown.has(key)),
  };
}

/**
 * @template {{latitude: number, longitude: number}} T
 * @param {Iterable<T>} items
 * @returns {T[]} as one reads a map: from north to south, then from west to east
 */
export function sortAsRead(items) {
  return [...items].sort((a, b) => b.latitude - a.latitude || a.longitude - b.longitude);
}

/**
 * @template {{latitude: number, longitude: number}} T
 * @param {T} from
 * @param {Iterable<T>} items
 * @returns {T[]} the nearest first, as seen on the screen
 */
export function sortByNearness(from, items) {
  // Mercator stretches both directions alike: only the shrinking of longitudes counts.
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  const measure = ({ latitude, longitude }) =>
    Math.hypot(latitude - from.latitude, (longitude - from.longitude) * shrink);
  return [...items].sort((a, b) => measure(a) - measure(b));
}
