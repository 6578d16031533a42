/** The markers in view, and no others: what stays from a view to the next is never touched. */

import { drawShares, makeGroupMarker, makePlaceMarker, nameMarker } from "../marqueurs.js";
import { compareKeys, sortAsRead, sortByNearness } from "./differences.js";
import { countThemes } from "./regroupement.js";
import { makeIdle } from "../tache.js";

/** In pixels around the view: markers half in it are there. */
const MARGIN = 40;
/** A hidden place is in one of the groups near it. */
const NEAR_GROUPS = 8;
/** Groups whose places are remembered. */
const KEPT_GROUPS = 500;

/**
 * @typedef {object} Shown
 * @property {import("./regroupement.js").Item} item
 * @property {object} marker Leaflet's
 * @property {number} latitude
 * @property {number} longitude
 *
 * @typedef {object} Display
 * @property {(grouping: import("./regroupement.js").Grouping) => void} use show these from the next refresh on
 * @property {() => void} refresh
 * @property {() => void} rename say the names, now known
 * @property {(places: number[]) => void} point show where places are; none: nowhere
 * @property {(key: string, near: {latitude: number, longitude: number}) => void} focus a marker or what replaced it
 */

/**
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./points.js").Points} points
 * @param {{open: (shown: Shown) => void, hover: (place: number | null) => void, reveal: (shown: Shown) => void}} actions
 * @returns {Display}
 */
export function makeDisplay(L, map, points, { open, hover, reveal }) {
  /** @type {Map<string, Shown>} */
  const shown = new Map();
  let grouping = null;
  let members = new Map();
  let pointed = [];
  const idle = makeIdle();

  const elementOf = (one) => one.marker.getElement();

  function refresh() {
    if (!grouping) return;
    const wanted = new Map(listItems().map((item) => [item.key, item]));
    const { gone, come } = compareKeys(shown, wanted);
    for (const key of come) add(wanted.get(key));
    // Groups are numbered anew at each filter.
    for (const [key, item] of wanted) shown.get(key).item = item;
    const left = gone.map((key) => shown.get(key)).find((one) => elementOf(one) === document.activeElement);
    for (const key of gone) {
      shown.get(key).marker.remove();
      shown.delete(key);
    }
    order(come);
    showPointed();
    // A thousand places take a while to count: groups come first, their colours then.
    idle([...shown.values()].filter(({ item }) => item.nombre).map(colour));
    // Whoever was on a marker that went away is led to the nearest one, not back to the top of the page.
    if (left) focusNear(left);
  }

  /** @param {Shown} one a group */
  function colour({ item, marker }) {
    return () => {
      // It may have gone meanwhile.
      if (marker.getElement()) drawShares(marker, () => countThemes(points, listMembers(item)));
    };
  }

  function listItems() {
    const { min, max } = map.getPixelBounds();
    const northWest = map.unproject(min.subtract([MARGIN, MARGIN]));
    const southEast = map.unproject(max.add([MARGIN, MARGIN]));
    const box = [northWest.lng, southEast.lat, southEast.lng, northWest.lat];
    return grouping.list(box, map.getZoom());
  }

  function add(item) {
    const { key, place, latitude, longitude } = item;
    const marker =
      place === undefined ? makeGroupMarker(L, item) : makePlaceMarker(L, points, place);
    const one = { item, marker, latitude, longitude };
    shown.set(key, one);
    marker.addTo(map).on("click", () => open(one));
    const node = marker.getElement();
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(one);
    });
    node.addEventListener("focus", () => node.matches(":focus-visible") && reveal(one));
    if (place === undefined) return;
    for (const name of ["pointerenter", "focus"]) node.addEventListener(name, () => hover(place));
    for (const name of ["pointerleave", "blur"]) node.addEventListener(name, () => hover(null));
  }

  function focusNear(from) {
    const bounds = map.getBounds();
    const visible = [...shown.values()].filter(({ marker }) => bounds.contains(marker.getLatLng()));
    const [next] = sortByNearness(from, visible);
    (next ? elementOf(next) : map.getContainer()).focus({ preventScroll: true });
  }

  /** Tab goes through the markers on the screen, as one reads; only new ones are moved, the others keep the focus. */
  function order(come) {
    const fresh = new Set(come);
    const bounds = map.getBounds();
    let next = null;
    for (const one of sortAsRead(shown.values()).reverse()) {
      const node = elementOf(one);
      if (fresh.has(one.item.key)) node.parentNode.insertBefore(node, next);
      node.tabIndex = bounds.contains(one.marker.getLatLng()) ? 0 : -1;
      next = node;
    }
  }

  function showPointed() {
    for (const node of map.getPane("markerPane").querySelectorAll(".essaim-vise")) {
      node.classList.remove("essaim-vise");
    }
    for (const place of pointed) {
      const one = find(place);
      if (one) elementOf(one).classList.add("essaim-vise");
    }
  }

  /** In a group, the group stands for its places. */
  function find(place) {
    if (!grouping?.keeps(place)) return undefined;
    const alone = shown.get(`${place}`);
    if (alone) return alone;
    const from = { latitude: points.latitude[place], longitude: points.longitude[place] };
    const groups = [...shown.values()].filter(({ item }) => item.nombre);
    return sortByNearness(from, groups)
      .slice(0, NEAR_GROUPS)
      .find(({ item }) => listMembers(item).has(place));
  }

  function listMembers(item) {
    if (members.size > KEPT_GROUPS) members.clear();
    if (!members.has(item.key)) members.set(item.key, new Set(grouping.open(item)));
    return members.get(item.key);
  }

  map.on("moveend", refresh);
  return {
    use: (next) => {
      grouping = next;
      members = new Map();
    },
    refresh,
    rename: () => {
      for (const { item, marker } of shown.values()) {
        if (item.place !== undefined) nameMarker(marker, points.name(item.place));
      }
    },
    point: (places) => {
      pointed = places;
      showPointed();
    },
    focus: (key, near) => {
      const one = shown.get(key);
      if (one) elementOf(one).focus({ preventScroll: true });
      else focusNear(near);
    },
  };
}
