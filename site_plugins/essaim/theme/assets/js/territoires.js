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
 * Bound places: those of the mainland and Corsica when there are some, or all.
 *
 * @param {{latitude: ArrayLike<number>, longitude: ArrayLike<number>}} points
 * @param {Iterable<number>} places
 * @returns {[[number, number], [number, number]] | null} south-west and north-east; null without any place
 */
export function boundPlaces({ latitude, longitude }, places) {
  const all = makeBox();
  const mainland = makeBox();
  for (const place of places) {
    const lat = latitude[place];
    const lng = longitude[place];
    extend(all, lat, lng);
    if (isIn(TERRITORIES.hexagone, lat, lng)) extend(mainland, lat, lng);
  }
  const [south, west, north, east] = mainland[0] === Infinity ? all : mainland;
  if (south === Infinity) return null;
  return [
    [south, west],
    [north, east],
  ];
}

function holdsAny(box, { nombre, latitude, longitude }) {
  let place = 0;
  while (place < nombre && !isIn(box, latitude[place], longitude[place])) place++;
  return place < nombre;
}

const makeBox = () => [Infinity, Infinity, -Infinity, -Infinity];

function extend(box, lat, lng) {
  if (lat < box[0]) box[0] = lat;
  if (lng < box[1]) box[1] = lng;
  if (lat > box[2]) box[2] = lat;
  if (lng > box[3]) box[3] = lng;
}

/**
 * Add one button per territory that has points, when there are several.
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {import("./carte/points.js").Points} points
 */
export function addTerritories(L, map, points) {
  const present = Object.entries(TERRITORIES).filter(([, box]) => holdsAny(box, points));
  if (present.length < 2) return;
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    const group = document.createElement("div");
    group.className = "essaim-territoires";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", say("territoires"));
    L.DomEvent.disableClickPropagation(group);
    for (const [name, [south, west, north, east]] of present) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = say(`territoire_${name}`);
      group.append(button);
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
