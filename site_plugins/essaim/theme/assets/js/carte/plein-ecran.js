/** The button that gives a map the whole screen, where browsers can. */

import { say } from "../textes.js";

/**
 * @param {object} L Leaflet
 * @param {object} map
 * @param {(whole: boolean) => void} onChange
 */
export function addFullScreen(L, map, onChange) {
  // Phones of one make only give it to videos.
  if (!document.fullscreenEnabled) return;
  const container = map.getContainer();
  const frame = container.closest(".essaim-carte") ?? container;
  const control = new L.Control({ position: "topleft" });
  control.onAdd = () => {
    const box = document.createElement("div");
    box.className = "leaflet-bar";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "essaim-plein-ecran";
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => {
      if (document.fullscreenElement === frame) document.exitFullscreen();
      else frame.requestFullscreen().catch((error) => console.warn(error));
    });
    const name = () => {
      const whole = document.fullscreenElement === frame;
      const words = say(whole ? "plein_ecran_quitter" : "plein_ecran");
      button.title = words;
      button.setAttribute("aria-label", words);
      button.classList.toggle("essaim-plein-ecran--plein", whole);
      return whole;
    };
    name();
    frame.addEventListener("fullscreenchange", () => {
      onChange(name());
      map.invalidateSize();
    });
    box.append(button);
    return box;
  };
  control.addTo(map);
}
