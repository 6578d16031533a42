/** On small screens the filters live in a drawer; on large ones, beside the list. */

import { say } from "../textes.js";
import { countFilters } from "./filtres.js";

/** Where catalogue.css gives the filters a column. */
const WIDE = "(min-width: 78rem)";

/** @param {import("./page.js").Heart} heart */
export function setUpDrawer(heart) {
  const drawer = heart.part("tiroir");
  const opener = heart.part("ouvrir-filtres");
  const filters = heart.part("filtres");
  const wide = window.matchMedia(WIDE);

  const settle = () => {
    if (wide.matches && drawer.open) drawer.close();
    heart.part(wide.matches ? "colonne-filtres" : "tiroir-corps").append(filters);
  };
  wide.addEventListener("change", settle);
  settle();

  opener.addEventListener("click", () => drawer.showModal());
  heart.part("fermer-tiroir").addEventListener("click", () => drawer.close());
  heart.part("voir-resultats").addEventListener("click", () => {
    drawer.close();
    heart.part("nombre").focus({ preventScroll: true });
  });
  closeOutside(drawer);

  return {
    show({ rangs }) {
      const number = rangs.length;
      const key = number === 0 ? "voir_aucun" : number === 1 ? "voir_un" : "voir_autre";
      heart.part("voir-resultats").textContent = say(key, number);
      const filtersOn = countFilters(heart.etat);
      const badge = heart.part("nombre-filtres");
      badge.textContent = filtersOn;
      badge.hidden = filtersOn === 0;
    },
  };
}

/**
 * Close a modal box when its backdrop is clicked.
 *
 * @param {HTMLDialogElement} box
 */
export function closeOutside(box) {
  box.addEventListener("click", ({ target }) => target === box && box.close());
}
