/** The list of cards: a first screen from the page, then as many as asked, reused from one view to the next. */

import { placeNodes } from "../placement.js";
import { say } from "../textes.js";
import { makeCards } from "./fiches.js";
import { foldText, splitWords } from "./mots.js";

const STEP = 24;
/** In pixels; no card is lower. */
const LOWEST = 150;
const PRINT_LIMIT = 2000;

/**
 * @param {import("./page.js").Heart} heart
 * @param {{dress: (card: HTMLElement, slug: string, titre: string) => void}} favourites
 */
export function setUpList(heart, favourites) {
  const box = heart.part("liste");
  const more = heart.part("suite");
  const empty = heart.part("vide");
  const count = heart.part("nombre");
  const { make, fill } = makeCards(heart, favourites);
  const countInView = followView(box);
  /** Cards by slug, so that a card that stays keeps its node, its focus and its place. */
  let cards = new Map([...box.children].map((card) => [card.dataset.slug, card]));
  const start = Math.max(STEP, cards.size);
  let shown = start;
  /** How many cards follow the results at the least. */
  let drawn = 0;
  let results = null;

  const findHeld = () => (box.contains(document.activeElement) ? document.activeElement : null);

  /**
   * @param {number} [limit] places beyond it stay as they are: the next drawing sees to them
   * @param {number} [first] cards before it are as they should be
   */
  const draw = (limit = shown, first = 0) => {
    const { catalogue } = heart;
    const rows = results.rangs.subarray(0, shown);
    const next = new Map();
    for (const [number, rang] of rows.subarray(0, limit).entries()) {
      const slug = catalogue.slug[rang];
      let card = cards.get(slug);
      if (!card) card = make(rang);
      else if (!card.dataset.rang) favourites.dress(card, slug, catalogue.titre[rang]);
      card.dataset.rang = rang;
      if (number >= first) fill(card, rang, results);
      next.set(slug, card);
    }
    if (next.size < rows.length) {
      for (const [slug, card] of [...cards].slice(limit)) if (!next.has(slug)) next.set(slug, card);
    }
    const held = findHeld();
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
    /** Draw the cards on the screen. @param {import("./page.js").Results} found */
    show(found) {
      results = found;
      shown = start;
      // A card that keeps the focus may go far: it has to be seen to at once.
      drawn = findHeld() ? shown : countInView();
      draw(drawn);
      empty.hidden = found.rangs.length > 0 || heart.catalogue.nombre === 0;
      showCount(heart, found.rangs.length);
    },
    /** Draw the cards beyond the screen, if there are any. */
    complete: () => drawn < Math.min(shown, results.rangs.length) && draw(shown, drawn),
    /** The summaries came: the cards that lack one get it. */
    refresh: () => draw(),
  };
}

/**
 * Count the cards from the first to the last that the screen shows, or a few more.
 *
 * Known since the last scroll: asked for amid a change, it would have the page laid out twice.
 *
 * @returns {() => number}
 */
function followView(box) {
  let count;
  const measure = () => {
    const height = window.innerHeight;
    const cards = [...box.children];
    const below = cards.findIndex((card) => card.getBoundingClientRect().top > height);
    count = Math.max(Math.ceil(height / LOWEST), below < 0 ? cards.length : below);
  };
  for (const name of ["scroll", "resize"]) window.addEventListener(name, measure, { passive: true });
  return () => count ?? Math.ceil(window.innerHeight / LOWEST);
}

function makeMatcher(query) {
  const words = splitWords(query);
  return (text) => {
    const folded = ` ${foldText(text)}`;
    return words.every((word) => folded.includes(` ${word}`));
  };
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
