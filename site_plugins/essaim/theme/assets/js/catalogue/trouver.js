/** Initiatives inside the site's search box: the catalogue's own data and engine, fetched when it opens. */

import { completeFile } from "../adresses.js";
import { findRoot } from "../textes.js";
import { loadCatalogue, loadTexts } from "./donnees.js";
import { sortRows } from "./facettes.js";
import { markWords } from "./marques.js";
import { makeEngine } from "./moteur.js";

const SHOWN = 6;

const box = document.querySelector("[data-md-component=search]");
const list = box?.querySelector("[data-essaim=recherche-initiatives]");
if (list) findInitiatives(box.querySelector("[data-md-component=search-query]"), list);

async function findInitiatives(field, list) {
  const title = list.previousElementSibling;
  const root = findRoot();
  let engine = null;
  let catalogue = null;

  const show = () => {
    const found = engine?.search(field.value);
    const rows = found ? keepFound(catalogue, found.scores) : [];
    list.replaceChildren(...rows.map((rang) => makeItem(catalogue, rang, found.mots, root)));
    list.hidden = title.hidden = rows.length === 0;
  };
  field.addEventListener("input", show);
  try {
    catalogue = await loadCatalogue();
    engine = makeEngine(catalogue);
    show();
    await loadTexts();
    engine.refresh();
    show();
  } catch (error) {
    // The way to the catalogue stays in the box.
    console.warn(error);
  }
}

function keepFound(catalogue, scores) {
  const rows = Uint32Array.from(scores.keys()).filter((rang) => scores[rang] > 0);
  return [...sortRows(catalogue, rows, "pertinence", { scores, distances: null }).subarray(0, SHOWN)];
}

function makeItem(catalogue, rang, words, root) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = completeFile(new URL(`initiatives/${catalogue.slug[rang]}/`, root)).href;
  link.tabIndex = -1;
  link.dataset.theme = catalogue.points.themes[catalogue.points.theme[rang]];
  const name = document.createElement("span");
  // Material's script looks for a score in each link when Enter is pressed.
  name.dataset.mdScore = "-1";
  name.append(...markWords(catalogue.titre[rang], words));
  const place = document.createElement("small");
  place.textContent = `${catalogue.situe[rang]} · ${catalogue.porteur[rang]}`;
  link.append(name, place);
  item.append(link);
  return item;
}
