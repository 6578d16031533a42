/** A marker and its popup, built with DOM methods: data never becomes markup. */

import { completeFile } from "./adresses.js";
import { say } from "./textes.js";

const SIZE = 36;
/** Precisions told to readers; the others are exact enough to be silent. */
const APPROXIMATE = {
  rue: "precision_rue",
  "lieu-dit": "precision_lieu_dit",
  qpv: "precision_qpv",
  commune: "precision_commune",
};
/** Precisions drawn as a dashed ring: the point is not the place. */
const HOLLOW = new Set(["qpv", "commune"]);
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {object} L Leaflet
 * @param {import("./initiatives.js").Point} point
 * @param {URL} root the site's
 */
export function makeMarker(L, point, root) {
  const name = `${point.titre}, ${point.lieu}`;
  const marker = L.marker([point.latitude, point.longitude], {
    icon: L.divIcon({
      html: drawIcon(point.theme),
      className: HOLLOW.has(point.precision) ? "essaim-point essaim-point--flou" : "essaim-point",
      iconSize: [SIZE, SIZE],
      popupAnchor: [0, -SIZE / 2],
    }),
    alt: name,
    title: name,
    keyboard: true,
    riseOnHover: true,
  });
  marker.on("add", () => {
    const node = marker.getElement();
    node.dataset.theme = point.theme;
    node.setAttribute("aria-label", name);
    node.setAttribute("role", "button");
  });
  marker.bindPopup(() => makePopup(point, root));
  return marker;
}

function drawIcon(theme) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#theme-${theme}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

function makePopup(point, root) {
  const box = element("div", "essaim-popup");
  box.dataset.theme = point.theme;
  const link = element("a", "essaim-popup-titre", point.titre);
  link.href = completeFile(new URL(point.url, root)).href;
  box.append(link, element("p", "essaim-popup-lieu", point.lieu));
  if (point.itinerante) box.append(element("p", "essaim-popup-precision", say("itinerante")));
  const precision = APPROXIMATE[point.precision];
  if (precision) box.append(element("p", "essaim-popup-precision", say(precision)));
  if (point.resume) box.append(element("p", "essaim-popup-resume", point.resume));
  return box;
}

function element(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}
