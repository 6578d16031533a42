/** « Dans quel quartier ? »: an address, a position or a point of the map, and the quartier it is in. */

import { completeFile } from "../adresses.js";
import { setUpPlaceField } from "../catalogue/champ-lieu.js";
import { findCommune } from "../catalogue/communes.js";
import { loadCatalogue } from "../catalogue/donnees.js";
import { writeDegree, writePart } from "../catalogue/parametres.js";
import { fetchJson } from "../json.js";
import { findAddress, findRoot, say } from "../textes.js";
import { makeDisplay } from "./affichage-reponse.js";
import { readLieu, roundPoint, writeLieu } from "./etat.js";
import { listLinked, listNearest } from "./liens-quartier.js";
import { makeAtlas } from "./recherche-quartiers.js";
import { decodeRegistry } from "./registre.js";
import { nameLieu, tellCommune, tellPoint } from "./reponse.js";

const POSITION = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };
/** Initiatives told around a place, at most so far, in metres. */
const NEAREST = 6;
const FARTHEST = 20_000;
/** Metres: the map does not go farther to show the nearest quartier. */
const SIGHT = 5000;
/** What the address service knows no better than a commune, or a street. */
const COMMUNE = "municipality";
const STREETS = new Set(["street", "locality"]);

/** @typedef {import("./etat.js").Lieu} Lieu */

const page = document.querySelector("[data-essaim=quel-quartier]");
if (page) openPage(page);

/** @param {HTMLElement} page */
function openPage(page) {
  const part = (name) => page.querySelector(`[data-essaim="${name}"]`);
  const field = page.querySelector("#lieu");
  const notice = part("avis");
  const contours = findAddress("contours");
  const atlas = contours && makeAtlas((name) => fetchJson(new URL(name, contours)));
  const display = makeDisplay(page);
  let pages;
  let turn = 0;
  /** What the map was told last: it may come after the answer. */
  let shown = null;

  const tell = (words, retry) => {
    notice.replaceChildren(words);
    if (!retry) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lien-bouton";
    button.textContent = say("reessayer");
    button.addEventListener("click", retry);
    notice.append(" ", button);
  };
  const tellMap = (detail) => {
    shown = detail;
    document.dispatchEvent(new CustomEvent("essaim:lieu", { detail }));
  };

  /** @param {Lieu | null} lieu @param {{ecrire?: boolean, cadrer?: boolean}} [how] */
  const show = async (lieu, { ecrire = true, cadrer = true } = {}) => {
    const mine = ++turn;
    const isLate = () => mine !== turn;
    if (ecrire) writeAddress(lieu);
    if (!lieu) {
      display.clear();
      tell("");
      return tellMap(null);
    }
    tell(say("quartier_attente"));
    // The map shows the point at once; contours may take a while, or never come.
    if (lieu.latitude !== null) tellMap({ ...lieu, precis: !lieu.commune, cadrer, quartiers: [] });
    try {
      const place = lieu.latitude === null ? await resolve(lieu) : lieu;
      if (isLate()) return undefined;
      if (!place) return giveUp("commune_inconnue");
      if (document.activeElement !== field) field.value = place.nom;
      const found = await findQuartiers(place);
      if (isLate()) return undefined;
      tell("");
      display.tell(nameLieu(place, say), found.paroles);
      display.list(found.trouves, { catalogue: null, findPage: () => undefined });
      display.tellSource(found.source);
      tellMap({ ...place, precis: !place.commune, cadrer, quartiers: found.trouves.filter(isInSight).map(flatten) });
      return await addInitiatives(place, found, isLate);
    } catch (error) {
      console.warn(error);
      if (isLate()) return undefined;
      display.clear();
      return tell(say("quartier_erreur"), () => show(lieu, { ecrire: false }));
    }
  };
  const giveUp = (key) => {
    display.clear();
    tellMap(null);
    return tell(say(key));
  };

  const findQuartiers = async (lieu) => {
    if (!atlas) {
      const paroles = { titre: say("quartier_titre_inconnu"), phrases: [say("quartier_inconnu")] };
      return { trouves: [], paroles, source: "" };
    }
    const found = lieu.commune ? await atlas.findOfCommune(lieu.commune, lieu) : await atlas.findAround(lieu);
    const source = say("quartier_source").replace("#", () => found.millesime);
    if (!lieu.commune) return { trouves: found.trouves, paroles: tellPoint(found.trouves, lieu, say), source };
    const known = found.proche ? [found.proche.quartier] : found.quartiers;
    const trouves = known.map((quartier) => ({ quartier }));
    return { trouves, paroles: tellCommune(found, lieu, say), source };
  };

  /** The answer stands without them: initiatives and pages come after it. */
  const addInitiatives = async (lieu, { trouves }, isLate) => {
    pages ??= loadPages(page.dataset.territoires);
    const [catalogue, known] = await Promise.all([
      loadCatalogue().catch((error) => void console.warn(error)),
      pages,
    ]);
    if (isLate()) return;
    const findPage = (code) => known.get(code);
    display.list(trouves, { catalogue: catalogue ?? null, findPage });
    if (!catalogue) {
      tell(say("quartier_initiatives_erreur"), () => show(lieu, { ecrire: false, cadrer: false }));
      return;
    }
    const told = new Set(trouves.filter(isNear).flatMap(({ quartier }) => listRows(catalogue, quartier.code)));
    const nearest = listNearest(catalogue, lieu, { most: NEAREST, farthest: FARTHEST, told });
    display.showAround(nearest, catalogue, writeAround(lieu));
  };

  part("demande").hidden = false;
  part("sans-contours").hidden = Boolean(contours);
  setUpPlaceField(field, page.querySelector("#lieu-choix"), {
    choose: (found) => show(readPlace(found)),
    clear: () => show(null),
    tell,
  });
  setUpPosition(part("ma-position"), { choose: (lieu) => show(lieu), tell });
  document.addEventListener("essaim:point", ({ detail }) => {
    field.value = "";
    show(roundPoint({ ...detail, nom: "" }), { cadrer: false });
  });
  document.addEventListener("essaim:lieu-attendu", () => shown && tellMap({ ...shown, cadrer: true }));
  const readAddress = () => {
    const { lieu, ignore } = readLieu(location.search);
    field.value = lieu?.nom ?? "";
    show(lieu, { ecrire: false });
    if (ignore) tell(say("quartier_ignore").replace("#", () => ignore));
  };
  window.addEventListener("popstate", readAddress);
  readAddress();
}

/** @returns {Lieu} */
function readPlace({ nom, latitude, longitude, code, type, commune }) {
  const own = code ?? (type === COMMUNE ? commune : undefined);
  if (own) return { nom, latitude, longitude, commune: own };
  const lieu = roundPoint({ nom, latitude, longitude });
  return STREETS.has(type) ? { ...lieu, precision: "rue" } : lieu;
}

/** A commune known by its code only gets its name and its centre from our files. */
async function resolve(lieu) {
  const commune = await findCommune(lieu.commune);
  return commune && { ...lieu, nom: commune.nom, latitude: commune.latitude, longitude: commune.longitude };
}

function setUpPosition(button, { choose, tell }) {
  if (!("geolocation" in navigator)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    tell(say("position_attente"));
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        choose(roundPoint({ nom: "", latitude, longitude, precision: Math.max(1, Math.round(accuracy) || 1) })),
      () => tell(say("position_refusee")),
      POSITION,
    );
  });
}

function writeAddress(lieu) {
  const url = new URL(location.href);
  url.search = writeLieu(lieu);
  url.hash = "";
  if (url.href === location.href) return;
  // Some browsers refuse to change the address of a file.
  try {
    history.pushState(null, "", url);
  } catch {}
}

/** The same place, for the catalogue. */
function writeAround({ latitude, longitude, nom, commune }) {
  if (commune) return `?autour=${commune}`;
  const point = `?autour=${writeDegree(latitude, true)},${writeDegree(longitude, false)}`;
  return nom ? `${point}&lieu=${writePart(nom)}` : point;
}

/** @returns {Promise<Map<string, string>>} addresses of the pages of quartiers; none when there are no such pages */
async function loadPages(address) {
  try {
    const territoires = decodeRegistry(await fetchJson(new URL(address, document.baseURI)));
    const quartiers = territoires.filter(({ niveau }) => niveau === "qpv");
    return new Map(
      quartiers.map(({ code, chemin }) => [code, completeFile(new URL(chemin, findRoot())).href]),
    );
  } catch (error) {
    console.warn(error);
    return new Map();
  }
}

function isNear({ relation }) {
  return relation !== undefined && relation !== "loin";
}

function listRows(catalogue, code) {
  return Object.values(listLinked(catalogue, code)).flatMap((entries) => entries.map(({ rang }) => rang));
}

function isInSight({ metres = 0 }) {
  return metres <= SIGHT;
}

function flatten({ quartier: { nom, code, polygones }, relation = "commune" }) {
  return { nom, code, polygones, relation };
}
