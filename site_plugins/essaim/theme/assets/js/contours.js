/** The contours of the quartiers, under the points. */

const bounds = new WeakMap();

/**
 * @typedef {object} Contour
 * @property {string} code
 * @property {string} nom
 * @property {string} relation dans, proche, dessert or commune
 * @property {number[][][][]} coordinates of a GeoJSON MultiPolygon
 */

/**
 * Draw contours; the page names the same quartiers in words, so that nothing is told by them alone.
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {Contour[]} contours
 */
export function addContours(L, map, contours) {
  const features = contours.map(({ coordinates, ...properties }) => ({
    type: "Feature",
    properties,
    geometry: { type: "MultiPolygon", coordinates },
  }));
  const layer = L.geoJSON(features, {
    style: ({ properties: { relation } }) => ({
      className: `essaim-contour essaim-contour--${relation}`,
    }),
    onEachFeature: ({ properties: { nom, code } }, shape) => {
      // An element, not a string: data never becomes markup.
      const words = document.createElement("span");
      words.textContent = nom === code ? code : `${nom} (${code})`;
      shape.bindTooltip(words, { sticky: true });
    },
  }).addTo(map);
  bounds.set(map, layer.getBounds());
}

/**
 * @param {object} map
 * @returns {object | undefined} the bounds of the contours drawn on it
 */
export function findContourBounds(map) {
  return bounds.get(map);
}
