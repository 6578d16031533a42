/** The contours of the quartiers that a page names, under the points. */

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
  const shapes = contours.map(({ code, nom, relation, coordinates }) => {
    const shape = L.polygon(turnPositions(coordinates), {
      className: `essaim-contour essaim-contour--${relation}`,
    });
    // An element, not a string: data never becomes markup.
    const words = document.createElement("span");
    words.textContent = nom === code ? code : `${nom} (${code})`;
    return shape.bindTooltip(words, { sticky: true });
  });
  const layer = L.featureGroup(shapes).addTo(map);
  bounds.set(map, layer.getBounds());
}

/** GeoJSON says longitude first, Leaflet latitude first. */
function turnPositions(polygons) {
  return polygons.map((rings) =>
    rings.map((ring) => ring.map(([longitude, latitude]) => [latitude, longitude])),
  );
}

/**
 * @param {object} map
 * @returns {object | undefined} the bounds of the contours drawn on it
 */
export function findContourBounds(map) {
  return bounds.get(map);
}
