/** The initiatives on a map: markers, clusters, and their conversation with the list. */

import { makeMarker } from "./marqueurs.js";
import { findRoot, say } from "./textes.js";
import { findContourBounds } from "./contours.js";
import { showMessage } from "./file.js";
import { addTerritories, keepMainland } from "./territoires.js";

const MAX_ZOOM = 13;
/** In pixels: room for the controls, which would hide markers. */
const PADDING = { paddingTopLeft: [72, 44], paddingBottomRight: [44, 56] };
/** In pixels; wide enough that a marker seldom hides another (WCAG 2.5.8). */
const CLUSTER_RADIUS = 60;

/**
 * @typedef {object} Point a located place
 * @property {string} slug
 * @property {string} titre
 * @property {string} [resume]
 * @property {string} lieu
 * @property {string} theme code
 * @property {string} precision
 * @property {number} latitude
 * @property {number} longitude
 * @property {string} url from the site's root
 * @property {boolean} [itinerante]
 */

/**
 * @param {object} L Leaflet
 * @param {object} map
 * @param {{points?: Point[], url?: string, cluster?: boolean}} data
 * @param {{cluster?: boolean}} [options]
 */
export async function addInitiatives(L, map, data, options = {}) {
  const cluster = options.cluster ?? data.cluster ?? false;
  try {
    const points = data.points ?? (await fetchPoints(data.url));
    showPoints(L, map, points, cluster || haveTwins(points));
  } catch (error) {
    console.warn(error);
    showMessage(map.getContainer(), say("carte_erreur"));
  }
}

async function fetchPoints(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return (await answer.json()).points;
}

/** Two places known to the commune only have the same point: apart, one would hide the other. */
function haveTwins(points) {
  const places = points.map(({ latitude, longitude }) => `${latitude} ${longitude}`);
  return new Set(places).size < places.length;
}

function showPoints(L, map, points, cluster) {
  const root = findRoot();
  const layer = cluster ? makeClusters(L) : L.featureGroup();
  const markers = points.map((point) => {
    const marker = makeMarker(L, point, root);
    marker.on("popupopen", () => tellChoice(point.slug));
    return { slug: point.slug, marker };
  });
  addAll(layer, markers);
  layer.addTo(map);
  fit(L, map, markers);
  addTerritories(L, map, points);
  listen(L, map, layer, markers);
  document.dispatchEvent(new CustomEvent("essaim:prete"));
}

function makeClusters(L) {
  return L.markerClusterGroup({
    showCoverageOnHover: false,
    maxClusterRadius: CLUSTER_RADIUS,
    spiderLegPolylineOptions: { className: "essaim-patte" },
    iconCreateFunction: (group) => {
      const count = group.getChildCount();
      group.options.title = say("groupe", count);
      const size = count < 10 ? 40 : count < 100 ? 48 : 58;
      const label = document.createElement("span");
      label.textContent = count.toLocaleString("fr-FR");
      return L.divIcon({
        html: label,
        className: "essaim-groupe",
        iconSize: [size, size],
      });
    },
  });
}

function addAll(layer, markers) {
  const leaves = markers.map(({ marker }) => marker);
  if (layer.addLayers) layer.addLayers(leaves);
  else leaves.forEach((leaf) => layer.addLayer(leaf));
}

/** Look at the points, or at the mainland ones when there are some, and at the contours drawn. */
function fit(L, map, markers) {
  const places = keepMainland(markers.map(({ marker }) => marker.getLatLng()));
  const bounds = L.latLngBounds(places).extend(findContourBounds(map) ?? []);
  if (!bounds.isValid()) return;
  map.fitBounds(bounds, { ...PADDING, maxZoom: MAX_ZOOM, animate: false });
}

function listen(L, map, layer, markers) {
  let shown = markers;
  document.addEventListener("essaim:filtre", ({ detail: { slugs } }) => {
    shown = slugs ? markers.filter(({ slug }) => slugs.has(slug)) : markers;
    layer.clearLayers();
    addAll(layer, shown);
    fit(L, map, shown);
  });
  document.addEventListener("essaim:survol", ({ detail: { slug } }) => {
    for (const node of map.getContainer().querySelectorAll(".essaim-vise")) {
      node.classList.remove("essaim-vise");
    }
    for (const { marker } of shown.filter((entry) => entry.slug === slug)) {
      // In a cluster, the cluster stands for its markers.
      const visible = layer.getVisibleParent?.(marker) ?? marker;
      visible.getElement?.()?.classList.add("essaim-vise");
    }
  });
  // A map drawn in a hidden box does not know its size.
  document.addEventListener("essaim:carte-visible", () => {
    map.invalidateSize();
    fit(L, map, shown);
  });
}

function tellChoice(slug) {
  document.dispatchEvent(new CustomEvent("essaim:choix", { detail: { slug } }));
}
