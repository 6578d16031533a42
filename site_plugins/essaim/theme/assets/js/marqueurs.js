/** What a place and a group look like on a map, built with DOM methods: data never becomes markup. */

import { writeNumber } from "./nombres.js";
import { say } from "./textes.js";

const SIZE = 36;
/** Precisions drawn as a dashed ring: the point is not the place. */
const HOLLOW = new Set(["qpv", "commune"]);
const SVG = "http://www.w3.org/2000/svg";
/** Themes told apart in the ring of a group; the others share one arc. */
const ARCS = 4;
/** In hundredths of the ring. */
const GAP = 1.2;
const THINNEST = 4;

/**
 * @param {object} L Leaflet
 * @param {import("./carte/points.js").Points} points
 * @param {number} place
 */
export function makePlaceMarker(L, points, place) {
  const hollow = HOLLOW.has(points.precision(place));
  const theme = points.theme(place);
  const marker = L.marker([points.latitude[place], points.longitude[place]], {
    icon: L.divIcon({
      html: drawIcon(theme),
      className: hollow ? "essaim-point essaim-point--flou" : "essaim-point",
      iconSize: [SIZE, SIZE],
    }),
    autoPanOnFocus: false,
    riseOnHover: true,
  });
  marker.on("add", () => {
    marker.getElement().dataset.theme = theme;
    marker.getElement().setAttribute("aria-haspopup", "dialog");
    nameMarker(marker, points.name(place));
  });
  return marker;
}

/**
 * @param {object} L Leaflet
 * @param {import("./carte/regroupement.js").Item} group
 */
export function makeGroupMarker(L, { latitude, longitude, nombre }) {
  const size = nombre < 10 ? 42 : nombre < 100 ? 48 : nombre < 1000 ? 54 : 62;
  const marker = L.marker([latitude, longitude], {
    icon: L.divIcon({
      html: drawGroup(nombre),
      className: nombre < 1000 ? "essaim-groupe" : "essaim-groupe essaim-groupe--grand",
      iconSize: [size, size],
    }),
    autoPanOnFocus: false,
  });
  marker.on("add", () => nameMarker(marker, say("groupe", nombre)));
  return marker;
}

/**
 * @param {object} marker Leaflet's, on a map
 * @param {string} name
 */
export function nameMarker(marker, name) {
  const node = marker.getElement();
  node.title = name;
  node.setAttribute("aria-label", name);
}

/**
 * @param {string} theme code
 * @returns {SVGElement} the theme's icon, from the page's sprite
 */
export function drawIcon(theme) {
  const svg = element("svg", { "aria-hidden": "true" });
  svg.append(element("use", { href: `#theme-${theme}` }));
  return svg;
}

function drawGroup(count) {
  const box = document.createElement("div");
  const label = document.createElement("span");
  label.textContent = writeNumber(count);
  box.append(element("svg", { viewBox: "0 0 36 36", "aria-hidden": "true" }), label);
  return box;
}

/**
 * Draw the shares of the themes around a group, once.
 *
 * @param {object} marker of a group, on a map
 * @param {() => [string, number][]} count its themes and their places, the most frequent first
 */
export function drawShares(marker, count) {
  const svg = marker.getElement().querySelector("svg");
  if (svg.firstChild) return;
  for (const { theme, debut, part } of shareRing(count())) {
    const arc = element("circle", {
      cx: 18,
      cy: 18,
      r: 16,
      pathLength: 100,
      "stroke-dasharray": `${part} 100`,
      "stroke-dashoffset": -debut,
    });
    if (theme) arc.dataset.theme = theme;
    svg.append(arc);
  }
}

/**
 * Share a ring between the themes of a group, in hundredths of the ring.
 *
 * @param {[string, number][]} parts themes and their places, the most frequent first
 * @returns {{theme: string | null, debut: number, part: number}[]} null stands for the other themes
 */
export function shareRing(parts) {
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const told = parts.slice(0, ARCS).filter(([, count]) => (100 * count) / total >= THINNEST);
  const others = total - told.reduce((sum, [, count]) => sum + count, 0);
  const shares = others ? [...told, [null, others]] : told;
  if (shares.length === 1) return [{ theme: shares[0][0], debut: 0, part: 100 }];
  let debut = 0;
  return shares.map(([theme, count]) => {
    const whole = (100 * count) / total;
    const arc = { theme, debut: round(debut), part: round(Math.max(whole - GAP, GAP)) };
    debut += whole;
    return arc;
  });
}

const round = (value) => Math.round(value * 100) / 100;

function element(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
