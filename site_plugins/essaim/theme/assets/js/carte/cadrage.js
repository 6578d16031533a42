/** Where a map looks: at what it shows, as long as nobody moved it by hand. */

import { findContourBounds } from "../contours.js";
import { boundPlaces } from "../territoires.js";
import { toBounds } from "./zone.js";

const MAX_ZOOM = 13;
/** In pixels: room for the controls, which would hide markers. */
const PADDING = { paddingTopLeft: [72, 60], paddingBottomRight: [44, 56] };
/** In pixels: a change of size moves the middle of a map a little. */
const STILL = 3;

/**
 * @typedef {object} Framing
 * @property {() => boolean} isByHand whether someone moved the map since it was last framed
 * @property {(places: Iterable<number>, circle?: object) => void} frame look at places, or at a circle
 * @property {(zone: number[]) => void} look at a zone
 * @property {(shown: {marker: object}) => void} reveal a marker half out of the view
 */

/**
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./points.js").Points} points
 * @param {() => void} [onHand] called once the reader moved the map
 * @returns {Framing}
 */
export function makeFraming(L, map, points, onHand = () => {}) {
  let byHand = false;
  let quiet = false;
  let view = readView(map);

  // A card that opens near an edge pushes the map: the reader did not.
  map.on("autopanstart", () => (quiet = true));
  map.on("moveend", () => {
    const before = view;
    view = readView(map);
    if (quiet || !hasMoved(map, before, view)) {
      quiet = false;
      return;
    }
    byHand = true;
    onHand();
  });

  const moveQuietly = (bounds, options) => {
    if (!bounds.isValid()) return;
    quiet = true;
    map.fitBounds(bounds, { ...options, animate: false });
    quiet = false;
    byHand = false;
  };
  return {
    isByHand: () => byHand,
    frame: (places, circle) => {
      const bounds = circle ? circle.getBounds() : L.latLngBounds(boundPlaces(points, places) ?? []);
      if (!circle) bounds.extend(findContourBounds(map) ?? []);
      moveQuietly(bounds, { ...PADDING, maxZoom: MAX_ZOOM });
    },
    look: (zone) => moveQuietly(L.latLngBounds(toBounds(zone)), {}),
    reveal: ({ marker }) => {
      quiet = true;
      map.panInside(marker.getLatLng(), { padding: [44, 44], animate: false });
      quiet = false;
    },
  };
}

function readView(map) {
  return { center: map.getCenter(), zoom: map.getZoom() };
}

function hasMoved(map, before, after) {
  if (before.zoom !== after.zoom) return true;
  return map.project(before.center).distanceTo(map.project(after.center)) > STILL;
}
