/** What every map has: French controls, a page that scrolls past it, a background that may fail. */

import { addWayPast } from "./carte/passage.js";
import { addFullScreen } from "./carte/plein-ecran.js";
import { say } from "./textes.js";

const HINT_MS = 1400;
/** Europe still fits a phone; the world would repeat itself. */
const MIN_ZOOM = 2;

/** @param {object} L Leaflet */
export function prepareMaps(L) {
  L.Map.mergeOptions({ minZoom: MIN_ZOOM, worldCopyJump: true });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) stopMotion(L);
  L.Control.Zoom.mergeOptions({
    zoomInTitle: say("zoom_plus"),
    zoomOutTitle: say("zoom_moins"),
  });
  L.Control.Scale.mergeOptions({ imperial: false });
  L.Popup.mergeOptions({
    // The buttons on top, and a margin elsewhere.
    autoPanPaddingTopLeft: [24, 64],
    autoPanPaddingBottomRight: [24, 24],
    maxWidth: 300,
    minWidth: 220,
  });
  L.Map.addInitHook(function () {
    this.attributionControl?.setPrefix(false);
    nameMap(this);
    addWayPast(this);
    const setFree = keepPageScrolling(L, this);
    addFullScreen(L, this, setFree);
  });
}

/** Leaflet does not know who prefers that nothing glides. */
function stopMotion(L) {
  const { panBy } = L.Map.prototype;
  L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, inertia: false });
  L.Map.include({
    panBy(offset, options) {
      return panBy.call(this, offset, { ...options, animate: false });
    },
  });
}

/** The frame says which map it is; what takes the keyboard says how to use it. */
function nameMap(map) {
  const container = map.getContainer();
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", say("carte_clavier"));
}

/**
 * One finger or the wheel scrolls the page; two fingers or a click first are for the map.
 *
 * @returns {(free: boolean) => void} give the map every gesture, or share them again
 */
function keepPageScrolling(L, map) {
  const container = map.getContainer();
  const { mobile } = L.Browser;
  let free = false;
  const shareGestures = () => {
    if (free) return;
    map.scrollWheelZoom.disable();
    if (mobile) map.dragging.disable();
    container.classList.toggle("essaim-carte--deux-doigts", mobile);
  };
  shareGestures();
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => free || map.scrollWheelZoom.disable());
  container.addEventListener(
    "wheel",
    () => {
      if (!map.scrollWheelZoom.enabled()) hint(container, say("carte_molette"));
    },
    { passive: true },
  );
  container.addEventListener(
    "touchmove",
    ({ target, touches }) => {
      // A card and a row of buttons scroll with one finger.
      const inside = target.closest(".leaflet-control, .leaflet-popup");
      if (mobile && !free && !inside && touches.length === 1) hint(container, say("carte_gestes"));
    },
    { passive: true },
  );
  return (wanted) => {
    free = wanted;
    if (!free) return shareGestures();
    map.scrollWheelZoom.enable();
    map.dragging.enable();
    container.classList.remove("essaim-carte--deux-doigts");
    return undefined;
  };
}

const hints = new WeakMap();
function hint(container, words) {
  let { node, timer } = hints.get(container) ?? {};
  if (!node) {
    node = document.createElement("p");
    node.className = "essaim-carte-geste";
    node.setAttribute("aria-hidden", "true");
    container.append(node);
  }
  clearTimeout(timer);
  node.textContent = words;
  node.classList.add("visible");
  timer = setTimeout(() => node.classList.remove("visible"), HINT_MS);
  hints.set(container, { node, timer });
}
