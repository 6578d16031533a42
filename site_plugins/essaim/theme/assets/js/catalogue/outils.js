/** What one does with the list: sort, download, print, share, embed. */

import { setUpCopy } from "../copie.js";
import { findRoot, say } from "../textes.js";
import { loadTexts } from "./donnees.js";
import { writeState } from "./etat.js";
import { writeCsv, writeGeojson } from "./exports.js";
import { closeOutside } from "./tiroir.js";

const FORMATS = {
  csv: { write: writeCsv, type: "text/csv;charset=utf-8" },
  geojson: { write: writeGeojson, type: "application/geo+json" },
};

/**
 * @param {import("./page.js").Heart} heart
 * @param {ReturnType<import("./avis.js").setUpNotices>} notices
 */
export function setUpTools(heart, notices) {
  const tools = heart.part("outils");
  const sort = heart.part("tri");
  const box = heart.part("boite-integrer");

  sort.addEventListener("change", () => heart.changer((etat) => (etat.tri = sort.value), { cadrer: false }));
  for (const button of tools.querySelectorAll("[data-telecharger]")) {
    button.addEventListener("click", () => {
      download(heart, button.dataset.telecharger);
      button.closest("details").open = false;
    });
  }
  heart.part("imprimer-liste").addEventListener("click", () => {
    heart.part("imprimer-liste").closest("details").open = false;
    window.print();
  });
  setUpCopy(heart.part("copier-recherche"), () => location.href, "lien_copie");
  heart.part("integrer").addEventListener("click", () => {
    box.querySelector("textarea").value = writeFrame(heart);
    box.showModal();
  });
  heart.part("fermer-boite").addEventListener("click", () => box.close());
  closeOutside(box);
  setUpCopy(heart.part("copier-code"), () => box.querySelector("textarea").value, "code_copie");
  for (const fold of tools.querySelectorAll("details")) closeWhenLeft(fold);
  const whole = heart.part("ouvrir-entier");
  const base = whole?.href;

  return {
    open() {
      tools.hidden = false;
    },
    show({ tri, distances, rangs }) {
      for (const option of sort.options) {
        option.hidden = option.disabled =
          (option.value === "distance" && !distances) ||
          (option.value === "pertinence" && !heart.etat.q);
      }
      sort.value = tri;
      for (const button of tools.querySelectorAll("[data-telecharger]")) button.disabled = !rangs.length;
      if (whole) whole.href = new URL(writeState(heart.etat), base).href;
    },
  };
}

async function download({ catalogue, resultats }, format) {
  // Without its summaries, the file is still worth having.
  if (!catalogue.resume) await loadTexts().catch(console.warn);
  const { write, type } = FORMATS[format];
  const text = write(catalogue, resultats.rangs, {
    racine: findRoot(),
    distances: resultats.distances,
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `${say("fichier")}.${format}`;
  link.click();
  // The browser reads the blob after the click: a moment is left to it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The code to paste, made by the browser itself so that nothing in it needs escaping by hand. */
function writeFrame(heart) {
  const frame = heart.part("modele-integrer").content.querySelector("iframe").cloneNode();
  const address = new URL(heart.page.dataset.integrer, document.baseURI);
  address.search = writeState({ ...heart.etat, vue: "liste" });
  frame.setAttribute("src", address.href);
  return frame.outerHTML;
}

function closeWhenLeft(fold) {
  document.addEventListener("click", ({ target }) => {
    if (fold.open && !fold.contains(target)) fold.open = false;
  });
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    event.stopPropagation();
    fold.open = false;
    fold.querySelector("summary").focus();
  });
}
