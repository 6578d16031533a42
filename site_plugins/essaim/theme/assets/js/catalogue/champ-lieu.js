/** A field that proposes places as one types. */

import { makeOption, setUpChoices } from "../choix.js";
import { say } from "../textes.js";
import { findAddresses } from "./adresses-nationales.js";
import { findCommunes } from "./communes.js";

const PAUSE_MS = 150;

/**
 * @typedef {{nom: string, latitude: number, longitude: number, code?: string, type?: string, commune?: string}} Place a
 *   commune has its `code`; what the address service found has its `type` and the code of its `commune`
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list with role listbox
 * @param {object} on
 * @param {(place: Place) => void} on.choose
 * @param {() => void} on.clear the field was emptied
 * @param {(words: string) => void} on.tell
 */
export function setUpPlaceField(field, list, { choose, clear, tell }) {
  let options = [];
  let asked = 0;
  let timer;

  const choices = setUpChoices(field, list, (index) => {
    const { lieu, action } = options[index];
    if (action) return action();
    field.value = lieu.nom;
    choices.close();
    return choose(lieu);
  });
  const open = (found) => {
    options = found;
    choices.open(found.map(({ mots, note }) => makeOption(mots, note)));
    if (found.length) tell(say(found.length === 1 ? "propositions_un" : "propositions_autre", found.length));
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
      choices.close();
      tell(say("adresse_erreur"));
    }
  };
  const propose = async () => {
    const text = field.value.trim();
    const turn = ++asked;
    if (text.length < 2) {
      choices.close();
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
}
