/** The buttons of an initiative's page: copy its link, print it. */

import { say } from "./textes.js";

const SHOWN_MS = 2500;

export function setUpActions() {
  const copy = document.querySelector("[data-essaim=copier-lien]");
  const print = document.querySelector("[data-essaim=imprimer]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  // The clipboard is only there on https and localhost.
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    const label = copy.querySelector("span");
    label.setAttribute("role", "status");
    const words = label.textContent;
    copy.addEventListener("click", async () => {
      const link = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      try {
        await navigator.clipboard.writeText(link);
        label.textContent = say("lien_copie");
      } catch {
        label.textContent = say("lien_echec");
      }
      setTimeout(() => (label.textContent = words), SHOWN_MS);
    });
  }
}
