/** Calm sentences above the list: what was ignored, corrected or could not be loaded, and a way on. */

import { say } from "../textes.js";
import { shorten } from "./parametres.js";

/** @param {import("./page.js").Heart} heart */
export function setUpNotices(heart) {
  const box = heart.part("avis");
  const shown = new Map();

  const clear = (name) => {
    shown.get(name)?.remove();
    shown.delete(name);
  };
  /**
   * @param {string} name one sentence at a time under each name
   * @param {string} words
   * @param {{bouton: string, action: () => void}} [way] on
   */
  const show = (name, words, way) => {
    clear(name);
    const line = document.createElement("p");
    line.textContent = words;
    if (way) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "lien-bouton";
      button.textContent = way.bouton;
      button.addEventListener("click", way.action);
      line.append(" ", button);
    }
    shown.set(name, line);
    box.append(line);
  };

  return {
    show,
    clear,
    /** @param {{cle: string, valeur: string}[]} ignored parts of the address */
    showIgnored(ignored) {
      clear("ignores");
      if (!ignored.length) return;
      const some = ignored.slice(0, 3).map(({ cle, valeur }) => `${cle}=${shorten(valeur)}`);
      if (ignored.length > some.length) some.push("…");
      show("ignores", say("ignores").replace("#", () => some.join(", ")));
    },
    /** @param {[string, string][]} corrected words typed, words used */
    showCorrected(corrected) {
      clear("corriges");
      if (!corrected.length) return;
      const [typed, used] = corrected[0];
      show("corriges", say("corrige").replace("@", () => typed).replace("#", () => used));
    },
    /** @param {Error & {code?: string}} error @param {() => void} retry */
    showFailure(error, retry) {
      if (error.code === "edition" || error.code === "version") {
        const action = () => location.reload();
        show("donnees", say("donnees_edition"), { bouton: say("recharger"), action });
      } else {
        show("donnees", say("donnees_erreur"), { bouton: say("reessayer"), action: retry });
      }
    },
  };
}
