/** On « Dans quel quartier ? »: a click on the map asks about a point, and the map shows the answer. */

import { say } from "../textes.js";
import { send } from "./dialogue.js";

/** A point alone is looked at from here. */
const POINT_ZOOM = 15;
const MAX_ZOOM = 16;
const PADDING = { paddingTopLeft: [56, 64], paddingBottomRight: [32, 40] };

/**
 * @typedef {object} Shown detail of `essaim:lieu`
 * @property {number} latitude degrees WGS84
 * @property {number} longitude
 * @property {boolean} precis whether there is a point to show, or a commune's centre
 * @property {boolean} cadrer whether to look at it
 * @property {{nom: string, code: string, relation: string, polygones: [number, number][][][]}[]} quartiers
 *
 * Events of `document`: `essaim:point` {latitude, longitude} map -> page; `essaim:lieu` Shown or null page -> map;
 * `essaim:lieu-attendu` map -> page, which says its place again.
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./barre.js").Bar} bar
 */
export function addPointChoice(L, map, bar) {
  const container = map.getContainer();
  let drawn = null;

  const ask = ({ lat, lng }) => send("essaim:point", { latitude: lat, longitude: lng });
  map.on("click", ({ latlng }) => ask(latlng));
  bar.addButton(say("quartier_centre"), () => ask(map.getCenter()), "centre").hidden = false;
  container.setAttribute("aria-label", say("quartier_carte_clavier"));
  container.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== container) return;
    event.preventDefault();
    ask(map.getCenter());
  });

  document.addEventListener("essaim:lieu", ({ detail }) => {
    drawn?.remove();
    drawn = detail && drawAnswer(L, detail).addTo(map);
    if (detail?.cadrer) look(detail);
  });
  send("essaim:lieu-attendu", {});

  function look({ latitude, longitude, precis, quartiers }) {
    const bounds = L.latLngBounds([[latitude, longitude]]);
    for (const { polygones } of quartiers) for (const [outside] of polygones) bounds.extend(outside);
    if (quartiers.length) map.fitBounds(bounds, { ...PADDING, maxZoom: MAX_ZOOM, animate: false });
    else map.setView([latitude, longitude], precis ? POINT_ZOOM : POINT_ZOOM - 2, { animate: false });
  }
}

function drawAnswer(L, { latitude, longitude, precis, quartiers }) {
  const shapes = quartiers.map(({ nom, code, relation, polygones }) => {
    const shape = L.polygon(polygones, { className: `essaim-contour essaim-contour--${relation} essaim-contour--reponse` });
    const words = document.createElement("span");
    words.textContent = `${nom} (${code})`;
    return shape.bindTooltip(words, { sticky: true });
  });
  if (precis) {
    const mark = L.marker([latitude, longitude], {
      icon: L.divIcon({ className: "essaim-ici", iconSize: [22, 22] }),
      interactive: false,
      keyboard: false,
    });
    mark.on("add", () => mark.getElement().setAttribute("aria-hidden", "true"));
    shapes.push(mark);
  }
  return L.featureGroup(shapes);
}
