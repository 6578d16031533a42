/** The filters: one foldable list of boxes per facet, with counts that follow the other facets. */

import { writeNumber } from "../nombres.js";
import { placeNodes } from "../placement.js";
import { say } from "../textes.js";
import { RELATIONS } from "./etat.js";
import { foldText } from "./mots.js";

/** A longer list shows its most useful terms first, and has its own little search. */
const SHORT = 12;
const FOUND = 60;
/** Short lists keep the order of the vocabulary; the others put the largest counts first. */
const ORDERED = new Set(["statut", "annee", "levier", "label"]);

/** @param {import("./page.js").Heart} heart */
export function setUpFilters(heart) {
  const form = heart.part("filtres");
  const model = heart.part("modele-option").content.firstElementChild;
  let facets = [];
  let results = null;

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "relation") {
      const relations = [...form.querySelectorAll("[name=relation]:checked")].map(
        ({ value }) => RELATIONS.get(value),
      );
      heart.changer((etat) => (etat.relations = relations));
    } else if (target.type === "checkbox") {
      const name = target.closest("[data-facette]").dataset.facette;
      const facet = heart.catalogue.facettes[name];
      heart.changer((etat) => {
        const others = etat.valeurs[name].filter((code) => code !== target.value);
        etat.valeurs[name] = target.checked
          ? [...others.filter((code) => !areKin(facet, code, target.value)), target.value]
          : others;
      });
    }
  });

  return {
    open() {
      const { facettes, millesime } = heart.catalogue;
      facets = [...form.querySelectorAll("[data-facette]")]
        .filter((node) => facettes[node.dataset.facette].termes.length)
        .map((node) => openFacet(heart, node, model));
      for (const { node } of facets) node.hidden = false;
      const vintage = form.querySelector("[data-essaim=millesime]");
      if (millesime) {
        vintage.textContent = say("millesime").replace("#", millesime);
        vintage.hidden = false;
      }
      form.hidden = false;
    },
    show(found) {
      results = found;
      const any = countFilters(heart.etat) > 0;
      for (const button of heart.page.querySelectorAll(".filtres [data-essaim=tout-effacer]")) {
        button.hidden = !any;
      }
    },
    /** The browser has ticked the box: counts and order may come after the first cards. */
    complete() {
      for (const facet of facets) facet.show(results.comptes[facet.name]);
      showRelations(form, heart.etat, results.comptes.relation);
    },
  };
}

/**
 * @param {import("./etat.js").Etat} etat
 * @returns {number} how many filters are on, the search and the order aside
 */
export function countFilters(etat) {
  const chosen = Object.values(etat.valeurs).reduce((sum, codes) => sum + codes.length, 0);
  return chosen + etat.relations.length + [etat.autour, etat.zone, etat.fiches].filter(Boolean).length;
}

function openFacet(heart, node, model) {
  const name = node.dataset.facette;
  const facet = heart.catalogue.facettes[name];
  const list = node.querySelector(".options");
  const badge = node.querySelector(".pastille");
  const search = node.querySelector(".facette-recherche");
  const note = node.querySelector(".facette-note");
  const folded = facet.termes.map((term) => foldText(`${term.nom} ${readCode(term)}`));
  const rows = new Map();
  let counts = null;

  const pick = (chosen, above) => {
    const query = foldText(search.querySelector("input").value);
    let picked = facet.termes.map((_, index) => index);
    if (query) {
      picked = picked.filter((index) => ` ${folded[index]}`.includes(` ${query}`));
    } else if (picked.length > SHORT) {
      picked = picked.filter(
        (index) =>
          chosen.has(facet.termes[index].code) || isOffered(facet, index, { chosen, above, counts }),
      );
    }
    if (!ORDERED.has(name) && !query) picked.sort(byUse(facet, chosen, counts, name));
    return picked.slice(0, query ? FOUND : name === "territoire" ? FOUND : SHORT * 2);
  };

  const draw = () => {
    const chosen = new Set(heart.etat.valeurs[name]);
    badge.textContent = chosen.size;
    badge.hidden = chosen.size === 0;
    if (!node.open) return;
    const above = listAncestors(facet, chosen);
    const picked = pick(chosen, above);
    const wanted = picked.map((index) => {
      if (!rows.has(index)) rows.set(index, makeRow(model, facet, index, name));
      const row = rows.get(index);
      const box = row.querySelector("input");
      box.checked = chosen.has(facet.termes[index].code);
      box.indeterminate = !box.checked && above.has(index);
      const count = counts[index];
      tell(row.querySelector(".option-compte"), count);
      row.classList.toggle("option--vide", count === 0 && !box.checked);
      return row;
    });
    keepFocus(list, () => placeNodes(list, wanted));
    note.hidden = picked.length > 0;
    note.textContent = say("aucune_option");
  };

  search.hidden = facet.termes.length <= SHORT;
  search.addEventListener("input", draw);
  // Enter in a search field would send the form; a change in it is no filter.
  search.addEventListener("change", (event) => event.stopPropagation());
  node.addEventListener("toggle", () => counts && draw());
  return {
    name,
    node,
    show(found) {
      counts = found;
      draw();
    },
  };
}

/** Territories open from the top: a level shows once its parent, or another child of it, is chosen. */
function isOffered(facet, index, { chosen, above, counts }) {
  const term = facet.termes[index];
  if (term.niveau === undefined || term.niveau === "region") return counts[index] > 0;
  if (above.has(index)) return true;
  const open = chosen.has(facet.termes[term.parent]?.code) || above.has(term.parent);
  return open && counts[index] > 0;
}

/** The terms above those that are chosen. */
function listAncestors(facet, chosen) {
  const above = new Set();
  for (const code of chosen) {
    for (const index of climb(facet, facet.index.get(code))) above.add(index);
  }
  return above;
}

function climb({ termes }, index) {
  const path = [];
  for (let at = termes[index]?.parent; at >= 0; at = termes[at].parent) path.push(at);
  return path;
}

/** Whether one holds the other: a part narrows its whole instead of adding to it. */
function areKin(facet, code, other) {
  const [a, b] = [facet.index.get(code), facet.index.get(other)];
  return climb(facet, a).includes(b) || climb(facet, b).includes(a);
}

function byUse(facet, chosen, counts, name) {
  if (name === "territoire") return (a, b) => compareText(trace(facet, a), trace(facet, b));
  const rank = (index) => (chosen.has(facet.termes[index].code) ? 1e9 : counts[index]);
  return (a, b) => rank(b) - rank(a) || a - b;
}

/** The names from the region down: children come after their parent. */
function trace(facet, index) {
  const path = [index, ...climb(facet, index)].reverse();
  return path.map((at) => foldText(facet.termes[at].nom)).join("\u0001");
}

function compareText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

function makeRow(model, facet, index, name) {
  const term = facet.termes[index];
  const row = model.cloneNode(true);
  row.querySelector("input").value = term.code;
  const label = row.querySelector(".option-nom");
  label.textContent = term.nom;
  if (name === "qpv" || term.niveau === "commune") {
    const code = document.createElement("small");
    code.textContent = ` ${readCode(term)}`;
    label.append(code);
  }
  if (name === "theme") row.dataset.theme = term.code;
  if (term.niveau) row.classList.add(`niveau-${term.niveau}`);
  return row;
}

function readCode({ code }) {
  return code.slice(code.indexOf(":") + 1);
}

function showRelations(form, etat, counts) {
  [...RELATIONS].forEach(([word, letter], index) => {
    const box = form.querySelector(`[name=relation][value=${word}]`);
    box.checked = etat.relations.includes(letter);
    const label = box.closest("label");
    tell(label.querySelector(".option-compte"), counts[index]);
    label.classList.toggle("option--vide", counts[index] === 0 && !box.checked);
  });
}

/** A text written again is laid out again, even the same. */
function tell(node, count) {
  const words = writeNumber(count);
  if (node.textContent !== words) node.textContent = words;
}

/** Moving a node takes its focus away. */
function keepFocus(list, change) {
  const held = list.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (held?.isConnected) held.focus({ preventScroll: true });
}
