/** The address bar: it holds the whole state, and its history leads back to the former ones. */

import { readState, writeState } from "./etat.js";

/**
 * @param {import("./page.js").Heart} heart
 * @param {(etat: object) => void} restore called when the reader goes back or forward
 */
export function setUpAddress(heart, restore) {
  window.addEventListener("popstate", () => {
    restore(readState(location.search, heart.catalogue).etat);
    document.dispatchEvent(new CustomEvent("essaim:etat-lu"));
  });
  return {
    /** @param {boolean} push a step of history, rather than the same one changed */
    write(push) {
      const url = new URL(location.href);
      url.search = writeState(heart.etat);
      url.hash = "";
      if (url.href === location.href) return;
      // Some browsers refuse to change the address of a file.
      try {
        if (push) history.pushState(null, "", url);
        else history.replaceState(null, "", url);
      } catch {}
    },
  };
}
