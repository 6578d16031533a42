/** The quartiers prioritaires as a layer one may ask for: their contours come by département, near enough. */

import { completeFile } from "../adresses.js";
import { fetchJson } from "../json.js";
import { findRoot, say } from "../textes.js";
import { openBubble } from "./bulles.js";
import { decodeIndex, decodeQuartiers, meets } from "./contours-quantifies.js";

/** Farther, a quartier is a few pixels wide. */
const MIN_ZOOM = 9;

/**
 * Add the button that shows and hides the quartiers.
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./barre.js").Bar} bar
 * @param {string} folder address of `donnees/contours/`
 */
export function addQuartiers(L, map, bar, folder) {
  /** @type {Map<string, Promise<object>>} layers by département */
  const layers = new Map();
  let index = null;
  let on = false;

  const button = bar.addButton(say("quartiers"), () => turn(!on), "bascule");
  const status = bar.addStatus();
  button.hidden = false;
  turn(false);
  map.on("moveend", follow);

  function turn(wanted) {
    on = wanted;
    button.setAttribute("aria-pressed", String(on));
    follow();
  }

  async function follow() {
    if (!on) return clear();
    try {
      index ??= fetchJson(new URL("index.json", folder)).then(decodeIndex);
      const { departements } = await index;
      if (on) await show(departements);
    } catch (error) {
      console.warn(error);
      turn(false);
      // The next press asks again for what did not come.
      index = null;
      layers.clear();
      status.textContent = say("quartiers_erreur");
    }
  }

  function clear() {
    status.textContent = "";
    for (const layer of layers.values()) hide(layer);
  }

  async function show(departements) {
    const near = map.getZoom() >= MIN_ZOOM;
    status.textContent = near ? "" : say("quartiers_zoomer");
    const bounds = map.getBounds();
    const view = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const wanted = new Set(
      departements.filter(({ boite }) => near && meets(boite, view)).map(({ code }) => code),
    );
    for (const [code, layer] of layers) if (!wanted.has(code)) hide(layer);
    await Promise.all(
      [...wanted].map(async (code) => {
        if (!layers.has(code)) layers.set(code, bring(code));
        const layer = await layers.get(code);
        // Meanwhile the reader may have gone elsewhere, or changed their mind.
        if (on && map.getZoom() >= MIN_ZOOM) layer.addTo(map);
      }),
    );
  }

  async function bring(code) {
    const quartiers = decodeQuartiers(await fetchJson(new URL(`${code}.json`, folder)));
    return L.featureGroup(quartiers.map((quartier) => drawQuartier(L, map, quartier)));
  }
}

/** @param {Promise<object>} layer which may never have come */
function hide(layer) {
  layer.then((drawn) => drawn.remove(), () => {});
}

function drawQuartier(L, map, quartier) {
  const { code, nom, polygones } = quartier;
  const shape = L.polygon(polygones, { className: "essaim-contour essaim-contour--couche" });
  const words = document.createElement("span");
  words.textContent = `${nom} (${code})`;
  shape.bindTooltip(words, { sticky: true });
  return shape.on("click", ({ latlng }) => {
    shape.closeTooltip();
    openBubble(L, map, { name: nom, content: writeQuartier(quartier), position: latlng });
  });
}

function writeQuartier({ code, nom }) {
  const box = document.createElement("div");
  box.className = "essaim-popup";
  const title = document.createElement("p");
  title.className = "essaim-popup-nombre";
  title.textContent = nom;
  const place = document.createElement("p");
  place.className = "essaim-popup-lieu";
  place.textContent = say("quartier_code").replace("#", code);
  const link = document.createElement("a");
  link.textContent = say("quartier_catalogue");
  const target = completeFile(new URL("catalogue/", findRoot()));
  target.search = new URLSearchParams({ qpv: code }).toString();
  link.href = target.href;
  const way = document.createElement("p");
  way.append(link);
  box.append(title, place, way);
  return box;
}
