/** What is filtered, as buttons that take each filter away. */

import { say } from "../textes.js";
import { writeDistance } from "./distances.js";
import { nameRelation } from "./etat.js";

const FIRST_CODE = /^[^:]*:/;

/** @param {import("./page.js").Heart} heart */
export function setUpChips(heart) {
  const list = heart.part("jetons");
  const itinerant = heart.part("itinerantes");

  const draw = () => {
    const held = list.contains(document.activeElement)
      ? [...list.children].indexOf(document.activeElement.closest("li"))
      : -1;
    const chips = listChips(heart);
    list.replaceChildren(...chips.map(({ nom, retirer }) => makeChip(heart, nom, retirer)));
    list.hidden = chips.length === 0;
    if (held < 0) return;
    const next = list.children[Math.min(held, chips.length - 1)]?.querySelector("button");
    (next ?? heart.part("nombre")).focus();
  };

  return {
    show({ rangs }) {
      draw();
      if (itinerant) showItinerant(itinerant, heart.catalogue, rangs);
    },
  };
}

/** @returns {{nom: string, retirer: (etat: object) => void}[]} */
function listChips({ etat, catalogue }) {
  const chips = [];
  const add = (nom, retirer) => chips.push({ nom, retirer });
  if (etat.fiches) add(say("jeton_fiches"), (state) => (state.fiches = null));
  if (etat.autour?.latitude != null) {
    const words = say("jeton_autour")
      .replace("@", writeDistance(etat.rayon * 1000))
      .replace("#", () => etat.autour.nom);
    add(words, (state) => (state.autour = null));
  }
  if (etat.zone) add(say("jeton_zone"), (state) => (state.zone = null));
  for (const [name, codes] of Object.entries(etat.valeurs)) {
    for (const code of codes) {
      const facet = catalogue.facettes[name];
      const nom = facet.termes[facet.index.get(code)]?.nom ?? code.replace(FIRST_CODE, "");
      add(nom, (state) => {
        state.valeurs[name] = state.valeurs[name].filter((other) => other !== code);
      });
    }
  }
  for (const letter of etat.relations) {
    add(say(`jeton_${nameRelation(letter)}`), (state) => {
      state.relations = state.relations.filter((other) => other !== letter);
    });
  }
  return chips;
}

function makeChip(heart, nom, retirer) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jeton";
  button.textContent = nom;
  button.setAttribute("aria-label", say("retirer").replace("#", () => nom));
  button.addEventListener("click", () => heart.changer(retirer));
  item.append(button);
  return item;
}

function showItinerant(node, { points }, rangs) {
  let number = 0;
  for (const rang of rangs) if (points.debut[rang] === points.debut[rang + 1]) number++;
  node.hidden = number === 0;
  node.textContent = say(number === 1 ? "itinerantes_un" : "itinerantes_autre", number);
}
