/** Cards opened on a map: one for a place, one for several places that no zoom can separate. */

import { completeFile } from "../adresses.js";
import { drawIcon } from "../marqueurs.js";
import { findRoot, say } from "../textes.js";

/** Precisions told to readers; the others are exact enough to be silent. */
const APPROXIMATE = {
  rue: "precision_rue",
  "lieu-dit": "precision_lieu_dit",
  qpv: "precision_qpv",
  commune: "precision_commune",
};
/** Above the middle of a marker, in pixels. */
const OFFSET = [0, -14];
/** Places listed at once. */
const BATCH = 50;

/**
 * @typedef {object} Bubble
 * @property {string} name for who does not see it
 * @property {Element} content
 * @property {[number, number]} position latitude, longitude
 * @property {() => void} [back] where the keyboard goes when it closes
 */

/**
 * Open a card and put the keyboard in it; Escape closes it.
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {Bubble} bubble
 * @returns {object} the popup: `replace` its content with `fillBubble`
 */
export function openBubble(L, map, { name, content, position, back }) {
  const popup = L.popup({ offset: OFFSET }).setLatLng(position).setContent(content).openOn(map);
  const node = popup.getElement();
  node.setAttribute("role", "dialog");
  node.setAttribute("aria-label", name);
  node.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say("popup_fermer"));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    map.closePopup(popup);
  });
  focusInside(node);
  popup.on("remove", () => {
    // Whoever went elsewhere meanwhile stays there.
    const at = document.activeElement;
    if (back && (at === document.body || node.contains(at))) back();
  });
  return popup;
}

/**
 * @param {object} popup from `openBubble`
 * @param {string} name
 * @param {Element} content
 */
export function fillBubble(popup, name, content) {
  const node = popup.getElement();
  const inside = node.contains(document.activeElement);
  popup.setContent(content);
  node.setAttribute("aria-label", name);
  if (inside || document.activeElement === document.body) focusInside(node);
}

function focusInside(node) {
  const target = node.querySelector("a[href]:not([href='#close']), button") ?? node.querySelector("a");
  target?.focus({ preventScroll: true });
}

/** @returns {Element} what is shown while names come, or when they cannot */
export function writeNotice(key) {
  const box = element("div", "essaim-popup");
  box.append(element("p", "essaim-popup-lieu", say(key)));
  return box;
}

/**
 * @param {import("./points.js").Points} points
 * @param {number} place
 * @returns {Element}
 */
export function writePlace(points, place) {
  const fiche = points.describe(place);
  const box = element("div", "essaim-popup");
  box.dataset.theme = points.theme(place);
  box.append(writeLink(fiche), element("p", "essaim-popup-lieu", fiche.lieu));
  const precision = APPROXIMATE[points.precision(place)];
  const notes = [
    fiche.situe,
    fiche.itinerante && say("itinerante"),
    precision && say(precision),
  ];
  for (const note of notes.filter(Boolean)) {
    box.append(element("p", "essaim-popup-precision", note));
  }
  if (fiche.resume) box.append(element("p", "essaim-popup-resume", fiche.resume));
  return box;
}

/**
 * @param {import("./points.js").Points} points
 * @param {number[]} places
 * @param {(place: number | null) => void} hover
 * @returns {Element}
 */
export function writePlaces(points, places, hover) {
  const box = element("div", "essaim-popup essaim-popup--liste");
  const list = element("ul", "");
  const more = element("button", "essaim-popup-suite");
  more.type = "button";
  let told = 0;
  const tell = () => {
    const first = list.children.length;
    for (const place of places.slice(told, told + BATCH)) list.append(writeItem(points, place, hover));
    told = Math.min(told + BATCH, places.length);
    more.hidden = told === places.length;
    more.textContent = say("popup_suite", places.length - told);
    return list.children[first];
  };
  more.addEventListener("click", () => tell().querySelector("a").focus());
  box.append(element("p", "essaim-popup-nombre", nameGroup(places.length)), list, more);
  tell();
  return box;
}

/** @returns {string} what a card that lists places is called */
export function nameGroup(count) {
  return say("popup_ensemble", count);
}

function writeItem(points, place, hover) {
  const fiche = points.describe(place);
  const item = element("li", "");
  item.dataset.theme = points.theme(place);
  const words = element("div", "");
  words.append(writeLink(fiche), element("p", "essaim-popup-lieu", fiche.lieu));
  item.append(drawIcon(points.theme(place)), words);
  for (const name of ["pointerenter", "focusin"]) item.addEventListener(name, () => hover(place));
  for (const name of ["pointerleave", "focusout"]) item.addEventListener(name, () => hover(null));
  return item;
}

function writeLink({ titre, url }) {
  const link = element("a", "essaim-popup-titre", titre);
  link.href = completeFile(new URL(url, findRoot())).href;
  return link;
}

function element(tag, className, text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.textContent = text;
  return node;
}
