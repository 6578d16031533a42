/** The search of the page of territories: by name, code or postcode; each proposal is a link to a page. */

import { completeFile } from "../adresses.js";
import { makeOption, setUpChoices } from "../choix.js";
import { fetchJson } from "../json.js";
import { findRoot, say } from "../textes.js";
import { decodeRegistry } from "./registre.js";
import { makeFinder } from "./trouveur.js";

const PAUSE_MS = 80;

const slot = document.querySelector("[data-essaim=recherche-territoire]");
if (slot) setUpSearch(slot);

/** @param {HTMLElement} slot whose `data-donnees` is the address of the list */
function setUpSearch(slot) {
  const { field, list, status } = build(slot);
  let options = [];
  let finder = null;
  let turn = 0;
  let timer;
  const tell = (words) => (status.textContent = words);

  const choices = setUpChoices(field, list, (index, event) => {
    // A click follows the link by itself, in a new tab if the reader wants one.
    if (event.type !== "click") location.assign(options[index].href);
  });
  const bring = () => {
    finder ??= loadFinder(slot.dataset.donnees);
    finder.catch(() => (finder = null));
    return finder;
  };
  const propose = async () => {
    const text = field.value.trim();
    const mine = ++turn;
    if (!text) {
      tell("");
      return choices.close();
    }
    try {
      const find = await bring();
      if (mine !== turn) return undefined;
      const { trouves, nombre } = find(text);
      options = trouves.map(makeLink);
      choices.open(options);
      return tell(tellCount(trouves.length, nombre));
    } catch (error) {
      console.warn(error);
      if (mine !== turn) return undefined;
      choices.close();
      return tell(say("territoire_erreur"));
    }
  };
  field.addEventListener("focus", () => bring().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE_MS);
  });
}

async function loadFinder(address) {
  return makeFinder(decodeRegistry(await fetchJson(new URL(address, document.baseURI))));
}

function tellCount(shown, count) {
  if (!count) return say("territoire_aucun");
  if (count > shown) return say("territoire_proposes_plus", count);
  return count === 1 ? say("territoire_proposes_un") : say("territoire_proposes_autre", count);
}

/** @param {import("./registre.js").Territoire} territoire */
function makeLink({ niveau, code, nom, situation, initiatives, chemin }) {
  const details = [say(`territoire_niveau_${niveau}`), situation, code].filter(Boolean).join(" · ");
  const link = makeOption(nom, details, "a");
  const name = document.createElement("span");
  name.textContent = nom;
  const count = document.createElement("span");
  count.className = "ligne-lieu";
  const key = initiatives > 1 ? "autre" : initiatives ? "un" : "aucun";
  count.textContent = say(`territoire_initiatives_${key}`, initiatives);
  link.firstChild.replaceWith(name, " ", count, " ");
  link.href = completeFile(new URL(chemin, findRoot())).href;
  // The focus stays in the field.
  link.tabIndex = -1;
  return link;
}

function build(slot) {
  const add = (parent, tag, attributes, words = "") => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.textContent = words;
    parent.append(node);
    return node;
  };
  slot.classList.add("recherche-territoire");
  add(slot, "label", { for: "territoire" }, say("territoire_champ"));
  const box = add(slot, "div", { class: "autour-champ" });
  const field = add(box, "input", {
    id: "territoire",
    type: "text",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "territoire-choix",
    "aria-autocomplete": "list",
    "aria-describedby": "territoire-aide",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "120",
    placeholder: say("territoire_invite"),
  });
  const list = add(box, "div", { id: "territoire-choix", role: "listbox", "aria-label": say("territoire_choix") });
  list.hidden = true;
  const status = add(slot, "p", { class: "autour-avis", role: "status" });
  add(slot, "p", { class: "note", id: "territoire-aide" }, say("territoire_aide"));
  const way = add(slot, "p", { class: "note" });
  const link = add(way, "a", { class: "suite" }, say("territoire_adresse"));
  link.href = completeFile(new URL("territoires/quel-quartier/", findRoot())).href;
  return { field, list, status };
}
