/** The buttons of an initiative's page: copy its link, print it. */

import { setUpCopy } from "./copie.js";

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
    const findLink = () => document.querySelector("link[rel=canonical]")?.href ?? location.href;
    setUpCopy(copy, findLink, "lien_copie");
  }
}
