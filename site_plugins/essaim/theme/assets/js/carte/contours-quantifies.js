/** The contours of quartiers as `donnees/contours/` holds them: steps of whole hundred-thousandths of a degree. */

const PER_DEGREE = 100_000;

/**
 * @typedef {[number, number, number, number]} Boite west, south, east, north, degrees WGS84
 *
 * @typedef {object} Quartier
 * @property {string} code
 * @property {string} nom
 * @property {string[]} communes INSEE codes
 * @property {Boite} boite
 * @property {[number, number][][][]} polygones positions [latitude, longitude] of each ring of each polygon; rings are
 *   not closed, the first of a polygon is its outside, the others its holes
 *
 * @typedef {object} Index what quartiers there are
 * @property {string} millesime
 * @property {{code: string, boite: Boite, nombre: number}[]} departements
 */

/**
 * @param {unknown} json `donnees/contours/index.json`
 * @returns {Index}
 * @throws {TypeError} when it is anything else
 */
export function decodeIndex(json) {
  const departements = Object.entries(json.departements).map(([code, { boite, nombre }]) => {
    if (boite.length !== 4 || !boite.every(Number.isFinite)) throw new TypeError(code);
    return { code, boite, nombre };
  });
  return { millesime: json.millesime, departements };
}

/**
 * @param {unknown} json `donnees/contours/<departement>.json`
 * @returns {Quartier[]}
 * @throws {TypeError} when it is anything else
 */
export function decodeQuartiers(json) {
  return json.quartiers.map(({ code, nom, communes, polygones }) => {
    const decoded = polygones.map((rings) => rings.map(decodeRing));
    return { code, nom, communes, boite: measureBox(decoded), polygones: decoded };
  });
}

/**
 * @param {number[]} steps longitude and latitude in turn: the first whole, the others as differences
 * @returns {[number, number][]} [latitude, longitude]
 */
export function decodeRing(steps) {
  if (steps.length < 6 || steps.length % 2 || !steps.every(Number.isInteger)) {
    throw new TypeError("ring");
  }
  const ring = [];
  let longitude = 0;
  let latitude = 0;
  for (let at = 0; at < steps.length; at += 2) {
    longitude += steps[at];
    latitude += steps[at + 1];
    ring.push([latitude / PER_DEGREE, longitude / PER_DEGREE]);
  }
  return ring;
}

/** @returns {Boite} */
function measureBox(polygons) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [latitude, longitude] of polygons.flatMap(([outside]) => outside)) {
    box[0] = Math.min(box[0], longitude);
    box[1] = Math.min(box[1], latitude);
    box[2] = Math.max(box[2], longitude);
    box[3] = Math.max(box[3], latitude);
  }
  return box;
}

/**
 * @param {Boite} one
 * @param {Boite} other
 * @returns {boolean} whether two boxes share a point
 */
export function meets(one, other) {
  return one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1];
}
