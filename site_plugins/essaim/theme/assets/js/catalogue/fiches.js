/** The cards of the list: made from the page's own model, filled with the catalogue's data. */

import { completeFile } from "../adresses.js";
import { findRoot, say } from "../textes.js";
import { writeDistance } from "./distances.js";
import { markWords } from "./marques.js";
import { chooseVariant } from "./motifs.js";

/**
 * @param {import("./page.js").Heart} heart
 * @param {{dress: (card: HTMLElement, slug: string, titre: string) => void}} favourites
 */
export function makeCards(heart, favourites) {
  const model = heart.part("modele-fiche").content.querySelector("li");
  const root = findRoot();

  return {
    /** What does not depend on the search. */
    make(rang) {
      const { catalogue } = heart;
      const card = model.cloneNode(true);
      const slug = catalogue.slug[rang];
      const theme = catalogue.points.themes[catalogue.points.theme[rang]];
      card.dataset.slug = slug;
      card.dataset.theme = theme;
      const [drawing, icon] = card.querySelectorAll("use");
      drawing.setAttribute("href", `#motif-${chooseVariant(slug)}`);
      icon.setAttribute("href", `#theme-${theme}`);
      icon.closest("p").append(findName(catalogue, "theme", rang));
      card.querySelector("a").href = completeFile(new URL(`initiatives/${slug}/`, root)).href;
      const statut = catalogue.facettes.statut;
      const state = statut.termes[statut.valeurs[statut.debut[rang]]];
      const sign = card.querySelector(".etat");
      sign.className = `etat ${state.code}`;
      sign.textContent = state.nom;
      const badge = card.querySelector(".badge");
      const label = describeLabel(catalogue, rang);
      if (label) badge.textContent = label;
      else badge.remove();
      favourites.dress(card, slug, catalogue.titre[rang]);
      return card;
    },
    /** @param {HTMLElement} card @param {number} rang @param {import("./page.js").Results} results */
    fill(card, rang, { mots, distances }) {
      const { catalogue } = heart;
      write(card.querySelector("a"), catalogue.titre[rang], mots);
      const summary = card.querySelector("h3 + p");
      // The first screen came with its summaries: they stay until the data's own arrive.
      if (catalogue.resume) write(summary, catalogue.resume[rang], mots);
      else if (mots.length) write(summary, summary.textContent, mots);
      write(card.querySelector(".fiche-lieu"), `${catalogue.situe[rang]} · ${catalogue.porteur[rang]}`, mots);
      showDistance(card, distances?.[rang]);
    },
  };
}

function write(node, text, words) {
  if (!words.length) {
    if (node.textContent !== text || node.firstElementChild) node.textContent = text;
    return;
  }
  node.replaceChildren(...markWords(text, words));
}

function showDistance(card, metres) {
  let node = card.querySelector(".fiche-distance");
  if (metres === undefined || !Number.isFinite(metres)) return node?.remove();
  if (!node) {
    node = document.createElement("span");
    node.className = "fiche-distance";
    card.querySelector(".fiche-etat").prepend(node);
  }
  node.textContent = say("a_distance").replace("#", writeDistance(metres));
}

function findName(catalogue, facet, rang) {
  const { termes, valeurs, debut } = catalogue.facettes[facet];
  return termes[valeurs[debut[rang]]].nom;
}

/** The stage of the first label, which is worth more than the label alone. */
function describeLabel(catalogue, rang) {
  const { termes, valeurs, debut } = catalogue.facettes.label;
  const own = Array.from(valeurs.subarray(debut[rang], debut[rang + 1]), (index) => termes[index]);
  return (own.find(({ code }) => code.includes(".")) ?? own[0])?.nom;
}
