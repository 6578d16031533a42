/** The order of the list. */

const FAR = 1e8;
const HIGH = 1e6;
const LATE = 1e8;

/** How far from the top each row is, as whole numbers that a double holds beside a rank. */
const PLACES = {
  /** To the thousandth. */
  pertinence: (_, { scores }) => scores?.length && ((row) => HIGH - Math.round(scores[row] * 1000)),
  /** To the metre. */
  distance: (_, { distances }) =>
    distances?.length && ((row) => Math.min(FAR, Math.round(distances[row]))),
  date: ({ depuis }) => (row) => LATE - depuis[row],
  nom: () => () => 0,
};

/**
 * Sort rows: best, nearest or newest first, else by title; equals by title.
 *
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {Uint32Array} rangs
 * @param {"pertinence" | "distance" | "nom" | "date"} tri by title when there are no scores or
 *   distances to go by
 * @param {{scores?: Float32Array | null, distances?: Float32Array | null}} [values] of all rows
 * @returns {Uint32Array} the same rows, sorted
 */
export function sortRows(catalogue, rangs, tri, values = {}) {
  const { alphabet } = catalogue;
  const place = PLACES[tri]?.(catalogue, values) || PLACES.nom();
  const rowOf = new Uint32Array(alphabet.length);
  for (let row = 0; row < alphabet.length; row++) rowOf[alphabet[row]] = row;
  // Numbers sorted by themselves go ten times faster than rows compared two by two.
  const keys = new Float64Array(rangs.length);
  for (let i = 0; i < keys.length; i++) {
    keys[i] = place(rangs[i]) * alphabet.length + alphabet[rangs[i]];
  }
  keys.sort();
  const sorted = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) sorted[i] = rowOf[keys[i] % alphabet.length];
  return sorted;
}
