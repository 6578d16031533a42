/** The list of cards: a first screen from the page, then as many as asked, reused from one view to the next. */

import { findRoot, say } from "../textes.js";
import { completeFile } from "../adresses.js";
import { placeNodes } from "../placement.js";
import { writeDistance } from "./distances.js";
import { markWords } from "./marques.js";
import { chooseVariant } from "./motifs.js";
import { foldText, splitWords } from "./mots.js";

const STEP = 24;
const PRINT_LIMIT = 2000;

/**
 * @param {import("./page.js").Heart} heart
 * @param {{dress: (card: HTMLElement, slug: string, titre: string) => void}} favourites
 */
export function setUpList(heart, favourites) {
  const box = heart.part("liste");
  const model = heart.part("modele-fiche").content.querySelector("li");
  const more = heart.part("suite");
  const empty = heart.part("vide");
  const count = heart.part("nombre");
  const root = findRoot();
  /** Cards by slug, so that a card that stays keeps its node, its focus and its place. */
  let cards = new Map([...box.children].map((card) => [card.dataset.slug, card]));
  const start = Math.max(STEP, cards.size);
  let shown = start;
  let results = null;

  const make = (rang) => {
    const { catalogue } = heart;
    const card = model.cloneNode(true);
    const slug = catalogue.slug[rang];
    const theme = catalogue.points.themes[catalogue.points.theme[rang]];
    card.dataset.slug = slug;
    card.dataset.theme = theme;
    const [drawing, icon] = card.querySelectorAll("use");
    drawing.setAttribute("href", `#motif-${chooseVariant(slug)}`);
    icon.setAttribute("href", `#theme-${theme}`);
    icon.closest("p").append(findName(catalogue, "theme", rang));
    card.querySelector("a").href = completeFile(new URL(`initiatives/${slug}/`, root)).href;
    const statut = catalogue.facettes.statut;
    const state = statut.termes[statut.valeurs[statut.debut[rang]]];
    const sign = card.querySelector(".etat");
    sign.className = `etat ${state.code}`;
    sign.textContent = state.nom;
    const badge = card.querySelector(".badge");
    const label = describeLabel(catalogue, rang);
    if (label) badge.textContent = label;
    else badge.remove();
    favourites.dress(card, slug, catalogue.titre[rang]);
    return card;
  };

  const fill = (card, rang) => {
    const { catalogue } = heart;
    const { mots, distances } = results;
    write(card.querySelector("a"), catalogue.titre[rang], mots);
    const summary = card.querySelector("h3 + p");
    // The first screen came with its summaries: they stay until the data's own arrive.
    if (catalogue.resume) write(summary, catalogue.resume[rang], mots);
    else if (mots.length) write(summary, summary.textContent, mots);
    write(card.querySelector(".fiche-lieu"), `${catalogue.situe[rang]} · ${catalogue.porteur[rang]}`, mots);
    showDistance(card, distances?.[rang]);
  };

  const draw = () => {
    const { catalogue } = heart;
    const rows = results.rangs.subarray(0, shown);
    const next = new Map();
    for (const rang of rows) {
      const slug = catalogue.slug[rang];
      let card = cards.get(slug);
      if (!card) card = make(rang);
      else if (!card.dataset.rang) favourites.dress(card, slug, catalogue.titre[rang]);
      card.dataset.rang = rang;
      fill(card, rang);
      next.set(slug, card);
    }
    const held = box.contains(document.activeElement) ? document.activeElement : null;
    const place = held ? [...box.children].indexOf(held.closest("li")) : -1;
    placeNodes(box, [...next.values()]);
    cards = next;
    if (held && document.activeElement !== held) {
      if (held.isConnected) held.focus();
      else (box.children[Math.min(place, box.children.length - 1)]?.querySelector("a") ?? count).focus();
    }
    const left = results.rangs.length - rows.length;
    more.hidden = left === 0;
    const step = Math.min(left, STEP);
    more.firstElementChild.textContent = say(step === 1 ? "suite_un" : "suite_autre", step);
    box.removeAttribute("aria-busy");
    heart.page.classList.remove("catalogue--attend");
  };

  more.firstElementChild.addEventListener("click", () => {
    const first = shown;
    shown += STEP;
    draw();
    box.children[first]?.querySelector("a").focus();
  });
  setUpPrint(() => {
    if (!results) return () => {};
    const before = shown;
    shown = PRINT_LIMIT;
    draw();
    return () => {
      shown = before;
      draw();
    };
  });
  linkToMap(heart, box, (rang) => {
    const place = results?.rangs.indexOf(rang) ?? -1;
    if (place < 0) return null;
    if (place >= shown) {
      shown = Math.ceil((place + 1) / STEP) * STEP;
      draw();
    }
    return cards.get(heart.catalogue.slug[rang]);
  });

  return {
    /** Before the data: what the page shows is right only when nothing is filtered. */
    wait() {
      if (!location.search) return;
      box.setAttribute("aria-busy", "true");
      heart.page.classList.add("catalogue--attend");
    },
    /** Without the data, the cards that came with the page can still be filtered by their words. */
    giveUp() {
      box.removeAttribute("aria-busy");
      heart.page.classList.remove("catalogue--attend");
      const matches = makeMatcher(heart.etat.q);
      let number = 0;
      for (const card of box.children) {
        card.hidden = !matches(card.textContent);
        if (!card.hidden) number++;
      }
      empty.hidden = number > 0;
      showCount(heart, number);
    },
    /** @param {import("./page.js").Results} found */
    show(found) {
      results = found;
      shown = start;
      draw();
      empty.hidden = found.rangs.length > 0 || heart.catalogue.nombre === 0;
      showCount(heart, found.rangs.length);
    },
    /** The summaries came: the cards that lack one get it. */
    complete: () => results && draw(),
  };
}

function makeMatcher(query) {
  const words = splitWords(query);
  return (text) => {
    const folded = ` ${foldText(text)}`;
    return words.every((word) => folded.includes(` ${word}`));
  };
}

function write(node, text, words) {
  if (!words.length) {
    if (node.textContent !== text || node.firstElementChild) node.textContent = text;
    return;
  }
  node.replaceChildren(...markWords(text, words));
}

function showDistance(card, metres) {
  let node = card.querySelector(".fiche-distance");
  if (metres === undefined || !Number.isFinite(metres)) return node?.remove();
  if (!node) {
    node = document.createElement("span");
    node.className = "fiche-distance";
    card.querySelector(".fiche-etat").prepend(node);
  }
  node.textContent = say("a_distance").replace("#", writeDistance(metres));
}

function findName(catalogue, facet, rang) {
  const { termes, valeurs, debut } = catalogue.facettes[facet];
  return termes[valeurs[debut[rang]]].nom;
}

/** The stage of the first label, which is worth more than the label alone. */
function describeLabel(catalogue, rang) {
  const { termes, valeurs, debut } = catalogue.facettes.label;
  const own = Array.from(valeurs.subarray(debut[rang], debut[rang + 1]), (index) => termes[index]);
  return (own.find(({ code }) => code.includes(".")) ?? own[0])?.nom;
}

const ANNOUNCE_MS = 600;
let announcing;
function showCount(heart, number) {
  const key = number === 0 ? "resultats_aucun" : number === 1 ? "resultats_un" : "resultats_autre";
  const words = say(key, number);
  heart.part("nombre").textContent = words;
  // Told once the reader pauses, or every letter would be read aloud.
  clearTimeout(announcing);
  announcing = setTimeout(() => (heart.part("annonce").textContent = words), ANNOUNCE_MS);
}

function setUpPrint(expand) {
  let restore = () => {};
  window.addEventListener("beforeprint", () => (restore = expand()));
  window.addEventListener("afterprint", () => restore());
}

function linkToMap(heart, box, reveal) {
  const tell = (rang) =>
    document.dispatchEvent(new CustomEvent("essaim:survol", { detail: { rang, liste: true } }));
  const enter = (event) => {
    const card = event.target instanceof Element ? event.target.closest("li[data-rang]") : null;
    tell(card ? Number(card.dataset.rang) : null);
  };
  box.addEventListener("pointerover", enter);
  box.addEventListener("focusin", enter);
  box.addEventListener("pointerleave", () => tell(null));
  box.addEventListener("focusout", () => tell(null));
  const mark = (name, card) => {
    for (const other of box.querySelectorAll(`.${name}`)) other.classList.remove(name);
    card?.classList.add(name);
  };
  document.addEventListener("essaim:survol", ({ detail: { rang, liste } }) => {
    if (!liste) mark("fiche--visee", box.querySelector(`[data-rang="${rang}"]`));
  });
  document.addEventListener("essaim:choix", ({ detail: { rang } }) => {
    const card = reveal(rang);
    mark("fiche--choisie", card);
    card?.scrollIntoView({ block: "center" });
  });
}
