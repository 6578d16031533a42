/** Shows an answer: its words, the quartiers, and who is in and around them. */

import { completeFile } from "../adresses.js";
import { findRoot, say } from "../textes.js";
import { listLinked } from "./liens-quartier.js";
import { tellNearness, tellRelation } from "./reponse.js";

/** Initiatives listed for a quartier; the catalogue has them all. */
const MOST = 12;

/**
 * @typedef {import("../catalogue/colonnes.js").Catalogue} Catalogue
 * @typedef {import("./liens-quartier.js").Entree} Entree
 *
 * @param {HTMLElement} page
 */
export function makeDisplay(page) {
  const part = (name) => page.querySelector(`[data-essaim="${name}"]`);
  const copy = (name) => part(name).content.firstElementChild.cloneNode(true);
  const answer = part("reponse");
  const title = answer.querySelector("h2");

  const setHidden = (hidden) => (answer.hidden = part("listes").hidden = hidden);

  return {
    clear() {
      setHidden(true);
      part("annonce").textContent = "";
    },
    /** @param {string} lieu @param {import("./reponse.js").Paroles} paroles */
    tell(lieu, { titre, phrases }) {
      part("lieu-choisi").textContent = lieu;
      title.textContent = titre;
      part("explication").replaceChildren(...phrases.map(writeParagraph));
      part("quartiers").replaceChildren();
      part("autour").hidden = true;
      setHidden(false);
      part("annonce").textContent = [titre, ...phrases].join(" ");
    },
    /**
     * @param {object[]} trouves quartiers, with `relation` and `metres` around a point
     * @param {{catalogue: Catalogue | null, findPage: (code: string) => string | undefined}} known
     */
    list(trouves, { catalogue, findPage }) {
      part("quartiers").replaceChildren(
        ...trouves.map((trouve) => {
          const item = copy("modele-quartier");
          const { code, nom } = trouve.quartier;
          writeName(item.querySelector("h3"), nom, findPage(code));
          item.querySelector(".quel-code").textContent = code;
          const relation = item.querySelector(".quel-relation");
          if (trouve.relation) {
            item.classList.add(`quel-item--${trouve.relation}`);
            relation.textContent = tellRelation(trouve, say);
          } else {
            item.classList.add("quel-item--commune");
            relation.remove();
          }
          if (catalogue) addInitiatives(item, trouve, catalogue);
          return item;
        }),
      );
    },
    /**
     * @param {Entree[]} entries
     * @param {Catalogue} catalogue
     * @param {string} query of the catalogue around the place
     */
    showAround(entries, catalogue, query) {
      const box = part("autour");
      const link = box.querySelector("a.bouton");
      link.href = findCatalogue(query);
      box.querySelector("ul").replaceChildren(
        ...entries.map((entry) => writeLine(catalogue, entry.rang, tellNearness(entry, say))),
      );
      box.querySelector(".quel-personne").hidden = entries.length > 0;
      box.hidden = false;
    },
    /** @param {string} words */
    tellSource(words) {
      part("source").textContent = words;
    },
  };

  function addInitiatives(item, { quartier, relation }, catalogue) {
    const { dans, proche, dessert } = listLinked(catalogue, quartier.code);
    const entries = [
      ...dans.map((one) => ({ ...one, note: say("quartier_lien_dans") })),
      ...proche.map((one) => ({ ...one, note: writeNear(one) })),
      ...dessert.map((one) => ({ ...one, note: say("quartier_lien_dessert") })),
    ];
    const none = item.querySelector(".quel-personne");
    const more = item.querySelector("a.suite");
    none.hidden = entries.length > 0 || !relation;
    more.parentElement.hidden = entries.length === 0;
    more.href = findCatalogue(`?qpv=${encodeURIComponent(quartier.code)}`);
    const key = entries.length === 1 ? "quartier_catalogue_un" : "quartier_catalogue_autre";
    more.querySelector("span").textContent = say(key, entries.length);
    // The nearest of all is far, and a commune may have thirty: their names, and the way to the rest.
    if (!relation || relation === "loin") return;
    item
      .querySelector("ul")
      .replaceChildren(...entries.slice(0, MOST).map(({ rang, note }) => writeLine(catalogue, rang, note)));
  }

  function writeLine(catalogue, rang, note) {
    const line = copy("modele-ligne");
    const { points, titre, slug, situe } = catalogue;
    line.dataset.theme = points.themes[points.theme[rang]];
    const link = line.querySelector("a");
    link.textContent = titre[rang];
    link.href = completeFile(new URL(`initiatives/${slug[rang]}/`, findRoot())).href;
    const [place, end] = line.querySelectorAll("span");
    place.textContent = situe[rang];
    end.textContent = note;
    return line;
  }
}

function writeNear(link) {
  return link.metres === null ? say("quartier_lien_proche") : tellNearness(link, say);
}

function writeName(heading, nom, address) {
  if (!address) {
    heading.textContent = nom;
    return;
  }
  const link = document.createElement("a");
  link.href = address;
  link.textContent = nom;
  heading.replaceChildren(link);
}

function writeParagraph(words) {
  const node = document.createElement("p");
  node.textContent = words;
  return node;
}

function findCatalogue(query) {
  const url = completeFile(new URL("catalogue/", findRoot()));
  url.search = query;
  return url.href;
}
