/** What every map has: French controls, a page that scrolls past it, a background that may fail. */

import { say } from "./textes.js";

const HINT_MS = 1400;

/** @param {object} L Leaflet */
export function prepareMaps(L) {
  L.Control.Zoom.mergeOptions({
    zoomInTitle: say("zoom_plus"),
    zoomOutTitle: say("zoom_moins"),
  });
  L.Control.Scale.mergeOptions({ imperial: false });
  L.Popup.mergeOptions({ autoPanPadding: [24, 24], maxWidth: 300, minWidth: 220 });
  L.Map.addInitHook(function () {
    this.attributionControl?.setPrefix(false);
    keepPageScrolling(L, this);
    nameCloseButton(this);
  });
}

/** One finger or the wheel scrolls the page; two fingers or a click first are for the map. */
function keepPageScrolling(L, map) {
  const container = map.getContainer();
  map.scrollWheelZoom.disable();
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => map.scrollWheelZoom.disable());
  container.addEventListener(
    "wheel",
    () => {
      if (!map.scrollWheelZoom.enabled()) hint(container, say("carte_molette"));
    },
    { passive: true },
  );
  if (!L.Browser.mobile) return;
  map.dragging.disable();
  container.classList.add("essaim-carte--deux-doigts");
  container.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (touches.length === 1) hint(container, say("carte_gestes"));
    },
    { passive: true },
  );
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

function nameCloseButton(map) {
  map.on("popupopen", ({ popup }) => {
    popup.getElement()?.querySelector(".leaflet-popup-close-button")
      ?.setAttribute("aria-label", say("popup_fermer"));
  });
}
