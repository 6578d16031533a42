/** The initiatives on a map: from their points to markers, to cards, and to what the page is told. */

import { loadCatalogue, loadPoints } from "./catalogue/donnees.js";
import { makeDisplay } from "./carte/affichage.js";
import { makeBar } from "./carte/barre.js";
import { fillBubble, nameGroup, openBubble, writeNotice, writePlace, writePlaces } from "./carte/bulles.js";
import { makeFraming } from "./carte/cadrage.js";
import { addPointChoice } from "./carte/choix-point.js";
import { makeDialogue, send } from "./carte/dialogue.js";
import { readCatalogue, readRecords } from "./carte/points.js";
import { addQuartiers } from "./carte/quartiers.js";
import { groupPoints } from "./carte/regroupement.js";
import { addCatalogueLink } from "./carte/vue-catalogue.js";
import { showMessage } from "./file.js";
import { addTerritories } from "./territoires.js";
import { findAddress, say } from "./textes.js";

/** In pixels; wide enough that a marker seldom hides another (WCAG 2.5.8). */
const CLUSTER_RADIUS = 76;
/** In pixels; for a few places, only those that would hide one another. */
const TWIN_RADIUS = 30;
/** Places up to which names are fetched at once; beyond, when someone comes to the map. */
const FEW = 1000;

/**
 * @param {object} L Leaflet
 * @param {object} map
 * @param {{points?: import("./carte/points.js").Record[], themes?: Record<string, string>}} data the places, or the
 *   names of the themes when places are to be fetched: the whole catalogue
 * @param {{cluster?: boolean}} [options]
 */
export async function addInitiatives(L, map, data, { cluster = false } = {}) {
  const radius = cluster ? CLUSTER_RADIUS : TWIN_RADIUS;
  try {
    if (data.points) showRecords(L, map, readRecords(data.points), radius);
    else showCatalogue(L, map, readCatalogue(await loadPoints(), data.themes ?? {}), radius);
  } catch (error) {
    console.warn(error);
    showMessage(map.getContainer(), say("carte_erreur"));
  }
}

/** A few places, that the page holds. */
function showRecords(L, map, points, radius) {
  const framing = makeFraming(L, map, points);
  const { display, show } = prepare(L, map, points, { framing, radius });
  framing.frame(show(null));
  display.refresh();
  addTerritories(L, map, points);
}

/** The whole catalogue, on its own page or on another that leads to it. */
function showCatalogue(L, map, points, radius) {
  const bar = makeBar(map);
  const isHome = !document.querySelector("[data-essaim=catalogue]");
  let followHand = () => {};
  const framing = makeFraming(L, map, points, () => followHand());
  const parts = prepare(L, map, points, {
    framing,
    radius,
    hover: (place) => send("essaim:survol", { rang: place === null ? null : points.rang[place] }),
    choose: (place) => send("essaim:choix", { rang: points.rang[place] }),
    ready: async () => {
      await waitForPage();
      points.catalogue ??= await loadCatalogue();
      parts.display.rename();
    },
  });
  const dialogue = makeDialogue(L, map, { points, framing, bar, ...parts });
  const choosesPoint = document.querySelector("[data-essaim=quel-quartier]");
  if (!isHome) followHand = dialogue.followHand;
  // Where one asks about a point, the page has its own way to the catalogue.
  else if (!choosesPoint) followHand = addCatalogueLink(map, bar);
  const contours = findAddress("contours");
  if (!isHome && contours) addQuartiers(L, map, bar, contours);
  dialogue.start();
  addTerritories(L, map, points);
  if (choosesPoint) addPointChoice(L, map, bar);
  bringNames(map, parts.ready, !isHome || points.nombre <= FEW);
}

/** On the catalogue's page the list decides when the names are fetched: the map comes first. */
async function waitForPage() {
  const page = document.querySelector("[data-essaim=catalogue]");
  if (!page || page.matches(".catalogue--prete")) return;
  await new Promise((go) =>
    document.addEventListener("essaim:catalogue-pret", go, { once: true }),
  );
}

/**
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./carte/points.js").Points} points
 * @param {object} options
 * @param {import("./carte/cadrage.js").Framing} options.framing
 * @param {number} options.radius pixels
 * @param {(place: number | null) => void} [options.hover]
 * @param {(place: number) => void} [options.choose]
 * @param {() => Promise<unknown>} [options.ready] once names are there
 */
function prepare(L, map, points, { framing, radius, hover = () => {}, choose = () => {}, ready }) {
  const maxZoom = Math.min(map.getMaxZoom(), 20);
  let grouping;
  let opened = null;

  const open = ({ item, latitude, longitude }) => {
    const zoom = item.nombre ? grouping.expand(item) : null;
    if (zoom !== null) return map.setView([latitude, longitude], zoom);
    const places = item.nombre ? grouping.open(item) : [item.place];
    const name = () => (places.length > 1 ? nameGroup(places.length) : points.name(item.place));
    const write = () =>
      places.length > 1 ? writePlaces(points, places, hover) : writePlace(points, item.place);
    const known = points.describe(places[0]);
    const popup = openBubble(L, map, {
      name: name(),
      content: known ? write() : writeNotice("popup_attente"),
      position: [latitude, longitude],
      back: () => display.focus(item.key, { latitude, longitude }),
    });
    opened = { popup, places };
    if (places.length === 1) choose(item.place);
    if (known) return undefined;
    return ready().then(
      () => popup.isOpen() && fillBubble(popup, name(), write()),
      () => popup.isOpen() && fillBubble(popup, name(), writeNotice("popup_erreur")),
    );
  };
  const display = makeDisplay(L, map, points, { open, hover, reveal: framing.reveal });
  return {
    display,
    ready,
    /** Group what is to be shown; drawn at the next move or refresh. */
    show: (rangs) => {
      grouping = groupPoints(points, rangs, { radius, maxZoom });
      display.use(grouping);
      if (opened?.popup.isOpen() && !opened.places.every(grouping.keeps)) opened.popup.close();
      return grouping.places;
    },
  };
}

/** Names come after the first drawing, and wait for someone to come when they would be heavy. */
function bringNames(map, ready, now) {
  const bring = () => ready().catch((error) => console.warn(error));
  if (now) return bring();
  const container = map.getContainer();
  const come = new AbortController();
  for (const name of ["pointerenter", "focusin", "touchstart"]) {
    const listen = () => {
      come.abort();
      bring();
    };
    container.addEventListener(name, listen, { signal: come.signal, passive: true });
  }
  return undefined;
}
