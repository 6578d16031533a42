/** France is not in one piece: maps look at the mainland, and buttons lead to the other territories. */

import { say } from "./textes.js";

/** South, west, north, east in degrees; wide boxes, only used to sort points. */
const TERRITORIES = {
  hexagone: [41, -6, 51.6, 10],
  guadeloupe: [15.6, -62, 16.7, -60.8],
  martinique: [14.2, -61.4, 15.1, -60.6],
  guyane: [1.5, -55, 6.3, -51],
  reunion: [-21.6, 55, -20.7, 56],
  mayotte: [-13.2, 44.9, -12.5, 45.5],
  saint_pierre: [46.5, -56.8, 47.3, -55.9],
};

const isIn = ([south, west, north, east], lat, lng) =>
  lat >= south && lat <= north && lng >= west && lng <= east;

/**
 * @param {{lat: number, lng: number}[]} places
 * @returns {{lat: number, lng: number}[]} those of the mainland and Corsica, or all if none is
 */
export function keepMainland(places) {
  const kept = places.filter(({ lat, lng }) => isIn(TERRITORIES.hexagone, lat, lng));
  return kept.length ? kept : places;
}

/**
 * Add one button per territory that has points, when there are several.
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./initiatives.js").Point[]} points
 */
export function addTerritories(L, map, points) {
  const present = Object.entries(TERRITORIES).filter(([, box]) =>
    points.some(({ latitude, longitude }) => isIn(box, latitude, longitude)),
  );
  if (present.length < 2) return;
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    const group = L.DomUtil.create("div", "essaim-territoires");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", say("territoires"));
    L.DomEvent.disableClickPropagation(group);
    for (const [name, [south, west, north, east]] of present) {
      const button = L.DomUtil.create("button", "", group);
      button.type = "button";
      button.textContent = say(`territoire_${name}`);
      button.addEventListener("click", () =>
        map.fitBounds([
          [south, west],
          [north, east],
        ]),
      );
    }
    return group;
  };
  control.addTo(map);
}
