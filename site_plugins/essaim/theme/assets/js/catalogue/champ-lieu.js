/** A field that proposes places as one types: the combobox of the ARIA practices guide, list below. */

import { say } from "../textes.js";
import { findAddresses } from "./adresses-nationales.js";
import { findCommunes } from "./communes.js";

const PAUSE_MS = 150;
let fields = 0;

/**
 * @typedef {{nom: string, latitude: number, longitude: number, code?: string}} Place
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list with role listbox
 * @param {object} on
 * @param {(place: Place) => void} on.choose
 * @param {() => void} on.clear the field was emptied
 * @param {(words: string) => void} on.tell
 */
export function setUpPlaceField(field, list, { choose, clear, tell }) {
  const prefix = `lieu-${++fields}-`;
  let options = [];
  let active = -1;
  let asked = 0;
  let timer;

  const close = () => {
    list.hidden = true;
    options = [];
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const point = (index) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const node = list.children[active];
    if (!node) return field.removeAttribute("aria-activedescendant");
    node.setAttribute("aria-selected", "true");
    node.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", node.id);
  };
  const open = (found) => {
    options = found;
    list.replaceChildren(...found.map(({ mots, note }, index) => makeOption(prefix + index, mots, note)));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    point(-1);
    if (found.length) tell(say(found.length === 1 ? "propositions_un" : "propositions_autre", found.length));
  };
  const take = (index) => {
    const { lieu, action } = options[index];
    if (action) return action();
    field.value = lieu.nom;
    close();
    choose(lieu);
  };

  const askAddress = async (text) => {
    const turn = ++asked;
    tell(say("adresse_attente"));
    try {
      const found = await findAddresses(text);
      if (turn !== asked) return;
      if (!found.length) tell(say("adresse_inconnue"));
      open(found.map((lieu) => ({ mots: lieu.nom, lieu })));
    } catch (error) {
      console.warn(error);
      if (turn !== asked) return;
      close();
      tell(say("adresse_erreur"));
    }
  };
  const propose = async () => {
    const text = field.value.trim();
    const turn = ++asked;
    if (text.length < 2) {
      close();
      if (!text) clear();
      return;
    }
    let communes = [];
    let failed = false;
    try {
      communes = await findCommunes(text);
    } catch (error) {
      console.warn(error);
      failed = true;
    }
    if (turn !== asked) return;
    open([
      ...communes.map((lieu) => ({ mots: lieu.nom, note: lieu.codePostal, lieu })),
      { mots: say("chercher_adresse").replace("#", () => text), action: () => askAddress(text) },
    ]);
    if (failed) tell(say("communes_erreur"));
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      point((active + step + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (options.length) take(Math.max(active, 0));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  field.addEventListener("blur", () => close());
  // The blur would close the list before the click is known.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const index = [...list.children].indexOf(target.closest("[role=option]"));
    if (index >= 0) take(index);
  });
}

function makeOption(id, words, note) {
  const node = document.createElement("li");
  node.id = id;
  node.setAttribute("role", "option");
  node.setAttribute("aria-selected", "false");
  node.textContent = words;
  if (note) {
    const small = document.createElement("small");
    small.textContent = ` ${note}`;
    node.append(small);
  }
  return node;
}
