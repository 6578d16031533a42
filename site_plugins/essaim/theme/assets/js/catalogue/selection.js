/** « Ma sélection »: initiatives kept in this browser, and shared by a link that names them. */

import { say } from "../textes.js";

const KEY = "essaim-selection";
const LIMIT = 100;

/**
 * @param {import("./page.js").Heart} heart
 * @param {ReturnType<import("./avis.js").setUpNotices>} notices
 */
export function setUpFavourites(heart, notices) {
  const model = heart.part("modele-selection").content.firstElementChild;
  const button = heart.part("ma-selection");
  const badge = heart.part("nombre-selection");
  let kept = readKept();

  const keep = (slug, on) => {
    kept = on ? [...kept.filter((other) => other !== slug), slug].slice(-LIMIT) : kept.filter((other) => other !== slug);
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Private windows and strict settings refuse: the page still remembers.
      notices.show("selection", say("selection_non_gardee"));
    }
    badge.textContent = kept.length;
    badge.hidden = kept.length === 0;
  };

  button.addEventListener("click", () => {
    notices.clear("selection-vide");
    if (heart.etat.fiches) return heart.changer((etat) => (etat.fiches = null));
    if (!kept.length) return notices.show("selection-vide", say("selection_vide"));
    heart.changer((etat) => (etat.fiches = [...kept]));
  });

  const paint = (star, slug, titre) => {
    const on = kept.includes(slug);
    star.setAttribute("aria-pressed", String(on));
    const words = say(on ? "fiche_retirer" : "fiche_ajouter").replace("#", () => titre);
    star.setAttribute("aria-label", words);
    star.title = words;
  };

  return {
    open() {
      // A link may name initiatives that have left the catalogue since.
      kept = kept.filter((slug) => heart.rangs.has(slug));
      badge.textContent = kept.length;
      badge.hidden = kept.length === 0;
    },
    show() {
      button.setAttribute("aria-pressed", String(Boolean(heart.etat.fiches)));
    },
    /** Give a card its star. */
    dress(card, slug, titre) {
      const star = model.cloneNode(true);
      paint(star, slug, titre);
      star.addEventListener("click", () => {
        keep(slug, !kept.includes(slug));
        paint(star, slug, titre);
      });
      card.append(star);
    },
  };
}

function readKept() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((slug) => typeof slug === "string").slice(-LIMIT) : [];
  } catch {
    return [];
  }
}
