/** What the map of the whole catalogue and the page around it say to each other, by events of `document`. */

import { say } from "../textes.js";
import { makeLater } from "../tache.js";
import { isSameZone, readZone } from "./zone.js";

const ZONE_MS = 250;

/**
 * @typedef {object} Results
 * @property {Uint32Array | null} rangs null for all
 * @property {boolean} cadrer the reader changed what is shown: look at it
 * @property {number[] | null} zone
 * @property {{latitude: number, longitude: number, rayon: number} | null} autour rayon in kilometres
 *
 * @param {object} L Leaflet
 * @param {object} map
 * @param {object} parts
 * @param {import("./points.js").Points} parts.points
 * @param {import("./affichage.js").Display} parts.display
 * @param {import("./cadrage.js").Framing} parts.framing
 * @param {import("./barre.js").Bar} parts.bar
 * @param {(rangs: Uint32Array | null) => Iterable<number>} parts.show draw initiatives, return their places
 * @returns {{start: () => void, followHand: () => void}}
 */
export function makeDialogue(L, map, { points, display, framing, bar, show }) {
  const later = makeLater();
  let results = { rangs: null, cadrer: true, zone: null, autour: null };
  let started = false;
  let places = [];
  /** The last zone said by either side: the map does not go back to where it already is. */
  let zone = null;
  let circle = null;
  let timer;

  const searchZone = () => {
    search.hidden = true;
    sayZone();
  };
  const frame = () => {
    framing.frame(places, circle?.shape);
    reframe.hidden = true;
    search.hidden = true;
  };
  const search = bar.addButton(say("zone_chercher"), searchZone, "zone");
  const reframe = bar.addButton(say("recadrer"), frame, "zone");

  function group() {
    places = show(results.rangs);
  }

  function draw() {
    look();
    display.refresh();
  }

  function look() {
    const { cadrer } = results;
    // Choosing a place to look around is asking to go there.
    const moved = showCircle(results.autour);
    if (results.zone && !isSameZone(results.zone, zone)) {
      framing.look(results.zone);
      reframe.hidden = true;
    } else if ((moved && circle) || (cadrer && !framing.isByHand())) {
      frame();
    } else if (cadrer) {
      reframe.hidden = !places.length && !circle;
    }
    zone = results.zone;
    if (zone) search.hidden = true;
  }

  function showCircle(autour) {
    const key = autour && `${autour.latitude} ${autour.longitude} ${autour.rayon}`;
    if (key === (circle?.key ?? null)) return false;
    circle?.shape.remove();
    circle?.mark.remove();
    circle = autour && { key, ...drawCircle(L, map, autour) };
    return true;
  }

  function sayZone() {
    zone = readZone(map);
    send("essaim:zone", { zone });
  }

  document.addEventListener("essaim:resultats", ({ detail }) => {
    results = detail;
    // The list is painted first: what it shows is what the reader asked for.
    if (started) later(group, draw);
  });
  document.addEventListener("essaim:survol", ({ detail: { rang } }) => {
    display.point(rang === null ? [] : points.list(rang));
  });
  // A map drawn in a hidden box does not know its size.
  document.addEventListener("essaim:carte-visible", () => {
    map.invalidateSize();
    if (zone) framing.look(zone);
    else if (!framing.isByHand()) frame();
    display.refresh();
  });

  return {
    start: () => {
      // A page that has results says them at once.
      send("essaim:carte-prete", {});
      started = true;
      group();
      draw();
    },
    followHand: () => {
      if (!zone) {
        search.hidden = false;
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => zone && sayZone(), ZONE_MS);
    },
  };
}

function drawCircle(L, map, { latitude, longitude, rayon }) {
  const center = [latitude, longitude];
  const shape = L.circle(center, {
    radius: rayon * 1000,
    className: "essaim-autour",
    interactive: false,
  }).addTo(map);
  const mark = L.marker(center, {
    icon: L.divIcon({ className: "essaim-ici", iconSize: [22, 22] }),
    interactive: false,
    keyboard: false,
  }).addTo(map);
  mark.getElement().setAttribute("aria-hidden", "true");
  return { shape, mark };
}

/**
 * @param {string} name of an event
 * @param {object} detail
 */
export function send(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
