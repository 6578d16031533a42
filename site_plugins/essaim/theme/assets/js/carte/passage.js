/** A way past the map for the keyboard: it may hold a hundred markers. */

import { say } from "../textes.js";

/** @param {object} map Leaflet's */
export function addWayPast(map) {
  const container = map.getContainer();
  const frame = container.closest(".essaim-carte");
  // The catalogue's own page has one.
  if (!frame || document.querySelector(".evitement-carte")) return;
  const end = document.createElement("span");
  end.id = `apres-${container.id}`;
  end.tabIndex = -1;
  frame.after(end);
  const link = document.createElement("a");
  link.className = "essaim-passage";
  link.href = `#${end.id}`;
  link.textContent = say("carte_passer");
  frame.prepend(link);
}
