/** The catalogue page: one state, from which the list, the filters, the map and the address follow. */

import { makeLater } from "../tache.js";
import { say } from "../textes.js";
import { setUpAddress } from "./adresse.js";
import { setUpNear } from "./autour.js";
import { setUpSwitch } from "./bascule.js";
import { setUpChips } from "./jetons.js";
import { loadCatalogue, loadTexts } from "./donnees.js";
import { inZone, measureAll } from "./distances.js";
import { emptyState, readState } from "./etat.js";
import { select, sortRows } from "./facettes.js";
import { setUpDrawer } from "./tiroir.js";
import { setUpFilters } from "./filtres.js";
import { setUpFavourites } from "./selection.js";
import { setUpList } from "./liste.js";
import { makeEngine } from "./moteur.js";
import { setUpNotices } from "./avis.js";
import { setUpTools } from "./outils.js";

const PATIENCE_MS = 2000;

const page = document.querySelector("[data-essaim=catalogue]");
if (page) openCatalogue(page);

/**
 * What the parts of the page share: the state, the data once they came, and how to change the state.
 *
 * @typedef {object} Heart
 * @property {Element} page
 * @property {(name: string) => HTMLElement} part by its `data-essaim`
 * @property {import("./etat.js").Etat} etat
 * @property {import("./colonnes.js").Catalogue | null} catalogue
 * @property {Map<string, number>} rangs rows by slug
 * @property {Results | null} resultats
 * @property {(change: (etat: object) => void, how?: {pousser?: boolean, cadrer?: boolean}) => void} changer
 *
 * @typedef {object} Results
 * @property {Uint32Array} rangs sorted
 * @property {Record<string, Uint32Array>} comptes
 * @property {Float32Array | null} distances metres
 * @property {string[]} mots what to highlight
 * @property {[string, string][]} corriges words typed, words used
 * @property {string} tri
 */

/** @param {HTMLElement} page */
function openCatalogue(page) {
  const heart = {
    page,
    part: (name) => page.querySelector(`[data-essaim="${name}"]`),
    etat: readState(location.search, null).etat,
    catalogue: null,
    rangs: new Map(),
    resultats: null,
    moteur: null,
    changer: () => {},
  };
  const later = makeLater();
  let failed = false;
  const notices = setUpNotices(heart);
  const favourites = setUpFavourites(heart, notices);
  const list = setUpList(heart, favourites);
  const filters = setUpFilters(heart);
  const views = [
    list,
    filters,
    setUpNear(heart),
    setUpChips(heart),
    setUpTools(heart, notices),
    setUpDrawer(heart),
    favourites,
  ];
  const address = setUpAddress(heart, (etat) => {
    heart.etat = etat;
    show({ cadrer: true, adresse: false });
  });
  setUpField(heart);
  setUpSwitch(heart);

  heart.changer = (change, { pousser = true, cadrer = true } = {}) => {
    change(heart.etat);
    if (heart.etat.tri === "distance" && !heart.etat.autour) heart.etat.tri = null;
    if (heart.etat.tri === "pertinence" && !heart.etat.q) heart.etat.tri = null;
    show({ cadrer, pousser });
  };

  const show = ({ cadrer = false, pousser = false, adresse = true, aussitot = false } = {}) => {
    if (adresse) address.write(pousser);
    if (!heart.catalogue) return failed && list.giveUp();
    heart.resultats = findResults(heart);
    for (const view of views) view.show(heart.resultats);
    page.setAttribute("aria-busy", "true");
    // What the reader looks at is painted first: how many there are, and the cards on the screen.
    const rest = [filters.complete, list.complete, () => page.removeAttribute("aria-busy")];
    if (aussitot) for (const step of rest) step();
    else later(...rest);
    // Until the summaries come, a word may only seem to be nowhere.
    notices.showCorrected(heart.catalogue.resume ? heart.resultats.corriges : []);
    tellMap(heart, cadrer);
  };

  document.addEventListener("essaim:carte-prete", () => heart.resultats && tellMap(heart, true));
  document.addEventListener("essaim:zone", ({ detail: { zone } }) =>
    heart.changer((etat) => (etat.zone = zone), { pousser: !heart.etat.zone, cadrer: false }),
  );

  list.wait();
  waitForFirstView(heart).then(bringData);

  async function bringData() {
    notices.clear("donnees");
    try {
      const catalogue = await loadCatalogue();
      heart.catalogue = catalogue;
      heart.rangs = new Map(catalogue.slug.map((slug, rang) => [slug, rang]));
      heart.moteur = makeEngine(catalogue);
    } catch (error) {
      console.warn(error);
      failed = true;
      list.giveUp();
      notices.showFailure(error, bringData);
      return;
    }
    const read = readState(location.search, heart.catalogue);
    heart.etat = read.etat;
    notices.showIgnored(read.ignores);
    for (const view of views) view.open?.();
    show({ cadrer: true, adresse: false, aussitot: true });
    page.classList.add("catalogue--prete");
    document.dispatchEvent(new CustomEvent("essaim:catalogue-pret"));
    await waitForPaint();
    await bringTexts();
  }

  async function bringTexts() {
    try {
      await loadTexts();
    } catch (error) {
      console.warn(error);
      notices.show("textes", say("textes_erreur"));
      return;
    }
    heart.moteur.refresh();
    if (heart.etat.q) show({ adresse: false });
    else list.refresh();
    document.dispatchEvent(new CustomEvent("essaim:textes-prets"));
  }
}

/**
 * Points and first cards are what a reader sees first: the rest of the data leaves them the network.
 *
 * A reader who already filters, or a map that does not come, does not wait.
 */
function waitForFirstView({ part }) {
  const map = document.querySelector(".catalogue-carte .essaim-carte");
  if (location.search || !map?.offsetWidth) return Promise.resolve();
  return new Promise((go) => {
    document.addEventListener("essaim:carte-prete", () => waitForPaint().then(go), { once: true });
    part("recherche").addEventListener("input", go, { once: true });
    setTimeout(go, PATIENCE_MS);
  });
}

/** Until the browser has shown what was just drawn. */
function waitForPaint() {
  return new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
}

/** @returns {Results} */
function findResults({ catalogue, moteur, etat, rangs }) {
  const found = moteur.search(etat.q);
  const near = etat.autour?.latitude == null ? null : etat.autour;
  const distances = near && measureAll(catalogue.points, near.latitude, near.longitude);
  const { rangs: kept, comptes } = select(catalogue, etat, {
    scores: found?.scores ?? null,
    distances,
    dansZone: etat.zone && inZone(catalogue.points, etat.zone),
    fiches: etat.fiches && markRows(etat.fiches, rangs, catalogue.nombre),
  });
  const tri = etat.tri ?? (near ? "distance" : found ? "pertinence" : "nom");
  return {
    rangs: sortRows(catalogue, kept, tri, { scores: found?.scores ?? null, distances }),
    comptes,
    distances,
    mots: found?.mots ?? [],
    corriges: found?.corriges ?? [],
    tri,
  };
}

function markRows(slugs, rangs, count) {
  const marks = new Uint8Array(count);
  for (const slug of slugs) if (rangs.has(slug)) marks[rangs.get(slug)] = 1;
  return marks;
}

function tellMap({ etat, resultats, catalogue }, cadrer) {
  const near = etat.autour?.latitude == null ? null : { ...etat.autour, rayon: etat.rayon };
  const whole = resultats.rangs.length === catalogue.nombre;
  document.dispatchEvent(
    new CustomEvent("essaim:resultats", {
      detail: {
        rangs: whole ? null : resultats.rangs,
        cadrer: cadrer && !etat.zone,
        zone: etat.zone,
        autour: near,
      },
    }),
  );
}

/** The search field: the list follows each letter, the history keeps one step per pause. */
function setUpField(heart) {
  const form = heart.part("recherche");
  const field = form.querySelector("input");
  let typing = false;
  form.hidden = false;
  field.value = heart.etat.q;
  field.addEventListener("input", () => {
    const pousser = !typing;
    typing = true;
    heart.changer((etat) => (etat.q = field.value.trim()), { pousser });
  });
  field.addEventListener("change", () => (typing = false));
  field.addEventListener("blur", () => (typing = false));
  form.addEventListener("submit", (event) => event.preventDefault());
  const clear = () => {
    heart.changer((etat) => Object.assign(etat, { ...emptyState(), vue: etat.vue }));
    field.value = "";
  };
  heart.part("effacer").addEventListener("click", () => {
    clear();
    field.focus();
  });
  for (const button of heart.page.querySelectorAll("[data-essaim=tout-effacer]")) {
    button.addEventListener("click", () => {
      clear();
      // The button hides itself once there is nothing left to clear.
      if (!button.checkVisibility?.()) heart.part("nombre").focus();
    });
  }
  document.addEventListener("essaim:etat-lu", () => (field.value = heart.etat.q));
  if (location.hash === "#q") field.focus();
}
