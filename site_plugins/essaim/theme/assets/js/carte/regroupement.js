/*! supercluster 9.1.0, © 2024 Mapbox, ISC; kdbush 4.1.0, © 2026 Vladimir Agafonkin, ISC */
/**
 * Places close on the screen, put together: which groups and which single places a view shows.
 *
 * Far away, everything is grouped at once, at each filter. Near, there are few groups and many zooms:
 * only the places around the view are grouped, when someone comes there. Four times quicker in all.
 */

import Supercluster from "supercluster";

/** Leaflet's tiles: what pixels are counted in. */
const TILE = 256;
/** The last zoom at which everything is grouped. */
const FAR = 10;
/** The zoom whose tiles cut the surroundings of a view, so that moving a little groups nothing anew. */
const SURROUNDINGS = 10;
const WORLD = [-180, -90, 180, 90];

/**
 * @typedef {object} Item what one marker stands for
 * @property {string} key the same as long as the marker is
 * @property {number} latitude
 * @property {number} longitude
 * @property {number} [place] when it is alone
 * @property {number} [nombre] places in a group
 * @property {{index: Supercluster, id: number}} [groupe]
 *
 * @typedef {object} Grouping
 * @property {(box: number[], zoom: number) => Item[]} list what is in a box: west, south, east, north
 * @property {(item: Item) => number | null} expand the zoom at which a group opens; null if none does
 * @property {(item: Item) => number[]} open the places of a group
 * @property {(place: number) => boolean} keeps whether a place is shown at all
 * @property {number[]} places all of those shown
 */

/**
 * @param {import("./points.js").Points} points
 * @param {Uint32Array | null} rangs initiatives to show; null for all
 * @param {{radius: number, maxZoom: number}} options radius in pixels
 * @returns {Grouping}
 */
export function groupPoints(points, rangs, { radius, maxZoom }) {
  const kept = rangs && markRows(rangs);
  const keeps = (place) => !kept || kept[points.rang[place]] === 1;
  const features = listFeatures(points).filter((_, place) => keeps(place));
  const places = features.map(({ properties: { place } }) => place);
  const group = (some, zooms) => new Supercluster({ radius, extent: TILE, ...zooms }).load(some);
  const far = group(features, { maxZoom: Math.min(FAR, maxZoom) });
  const nearby = { minZoom: Math.min(FAR + 1, maxZoom), maxZoom };
  let around = null;
  let near = null;

  const findIndex = (box, zoom) => {
    if (zoom <= FAR) return far;
    const wider = widen(box);
    if (!around || wider.some((side, n) => side !== around[n])) {
      around = wider;
      near = group(features.filter(isIn(wider)), nearby);
    }
    return near;
  };
  return {
    list: (box, zoom) => {
      const index = findIndex(box, zoom);
      return index.getClusters(box, zoom).map((feature) => makeItem(feature, index));
    },
    expand: ({ groupe: { index, id } }) => {
      const zoom = index.getClusterExpansionZoom(id);
      if (zoom <= index.options.maxZoom) return zoom;
      return index === far ? findZoom(group(far.getLeaves(id, Infinity), nearby), nearby) : null;
    },
    open: ({ groupe: { index, id } }) =>
      index.getLeaves(id, Infinity).map(({ properties }) => properties.place).sort((a, b) => a - b),
    keeps,
    places,
  };
}

/** @returns {number | null} the first zoom at which places are apart */
function findZoom(index, { minZoom, maxZoom }) {
  for (let zoom = minZoom; zoom <= maxZoom; zoom++) {
    if (index.getClusters(WORLD, zoom).length > 1) return zoom;
  }
  return null;
}

function markRows(rangs) {
  const last = rangs.reduce((most, rang) => Math.max(most, rang), -1);
  const marks = new Uint8Array(last + 1);
  for (const rang of rangs) marks[rang] = 1;
  return marks;
}

const known = new WeakMap();

/** A filter groups the same places again: they are described once. */
function listFeatures(points) {
  if (!known.has(points)) known.set(points, describePlaces(points));
  return known.get(points);
}

function describePlaces({ nombre, latitude, longitude }) {
  return Array.from({ length: nombre }, (_, place) => ({
    type: "Feature",
    properties: { place },
    geometry: { type: "Point", coordinates: [longitude[place], latitude[place]] },
  }));
}

/** Widen a box to whole tiles of a fixed zoom. */
function widen([west, south, east, north]) {
  const count = 2 ** SURROUNDINGS;
  const column = (longitude) => (longitude / 360 + 0.5) * count;
  const row = (latitude) => {
    const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count;
  };
  const longitude = (x) => (x / count - 0.5) * 360;
  const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / count))) * 180) / Math.PI;
  return [
    longitude(Math.floor(column(west))),
    latitude(Math.ceil(row(south))),
    longitude(Math.ceil(column(east))),
    latitude(Math.floor(row(north))),
  ];
}

function isIn([west, south, east, north]) {
  return ({ geometry: { coordinates: [longitude, latitude] } }) =>
    longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/**
 * @param {import("./points.js").Points} points
 * @param {Iterable<number>} places
 * @returns {[string, number][]} the themes of places and how many have each, the most frequent first
 */
export function countThemes(points, places) {
  const counts = new Map();
  for (const place of places) {
    const theme = points.theme(place);
    counts.set(theme, (counts.get(theme) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** @returns {Item} */
function makeItem({ geometry: { coordinates }, properties }, index) {
  const [longitude, latitude] = coordinates;
  const { place, cluster, cluster_id: id, point_count: nombre } = properties;
  if (!cluster) return { key: `${place}`, latitude, longitude, place };
  return {
    // The same places make the same group, even when a filter numbers groups anew.
    key: `${nombre}@${latitude.toFixed(6)},${longitude.toFixed(6)}`,
    latitude,
    longitude,
    nombre,
    groupe: { index, id },
  };
}
