/**
 * Full-text search: every word of the query somewhere, the best places first.
 *
 * Our own: at 10,000 initiatives, MiniSearch 7.2 with the same fields makes its index 14 times slower
 * (2.7 s on a slow phone) in six times the memory, and answers no quicker.
 */

import { CHAMPS, CHAMP_BITS, CHAMP_MASK, TITRE, findSpelling } from "./couches.js";
import { countTitleWords, countUses, readNames, readTexts } from "./couches.js";
import { findNear } from "./fautes.js";
import { Lexique } from "./lexique.js";
import { STOP_WORDS, inflect } from "./mots.js";
import { splitPieces } from "./surlignage.js";

export { findMarks } from "./surlignage.js";

/** Begun in one field, a word is worth more than whole in the next; it counts once, at its best. */
const WEIGHTS = {
  titre: 16,
  porteur: 10,
  commune: 10,
  theme: 6.5,
  type: 6.5,
  extra: 4,
  resume: 2.5,
};
/** How a word matches: not, but for a mistake, by its beginning, but for a plural, whole. */
const [NONE, TYPO, BEGINNING, PLURAL, WHOLE] = [0, 1, 2, 3, 4];
const QUALITIES = [0, 0.4, 0.7, 0.9, 1];
const POINTS = Float32Array.from({ length: QUALITIES.length << CHAMP_BITS }, (_, i) => {
  const champ = CHAMPS[i % (1 << CHAMP_BITS)];
  return champ ? QUALITIES[i >> CHAMP_BITS] * WEIGHTS[champ] : 0;
});
const MOST_WORDS = 16;
const MOST_MARKS = 20;

/**
 * @typedef {object} Found
 * @property {Float32Array} scores of rows, 0 where a word of the query is missing
 * @property {string[]} mots folded beginnings of the words found, for `findMarks`
 * @property {[string, string][]} corriges words that are nowhere, as typed, and what is used instead,
 *   as the catalogue writes it
 */

/**
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @returns {{search: (query: string) => Found | null, refresh: () => void}} `search` gives null for a
 *   query without a word; `refresh` reads the texts that came after
 */
export function makeEngine(catalogue) {
  const lexique = new Lexique();
  const names = readNames(lexique, catalogue);
  const titles = countTitleWords(names);
  let couches = [names];
  const refresh = () => {
    if (catalogue.resume) couches = [names, readTexts(lexique, catalogue)];
  };
  refresh();

  const search = (query) => {
    const words = chooseWords(query);
    if (!words.length) return null;
    const scores = new Float32Array(catalogue.nombre);
    const mots = new Set();
    const corriges = [];
    for (const { typed, folded, rank } of words) {
      const { qualities, used, near } = matchWord(lexique, folded);
      if (near.length) {
        used.push(...sortByUse(lexique, couches, near));
        const spelling = findSpelling(catalogue, couches, lexique.find(used[0]), used[0]);
        corriges.push([typed, spelling]);
      }
      for (const mot of used.slice(0, MOST_MARKS)) mots.add(mot);
      addScores(scores, couches, qualities, rank === 0, titles);
    }
    const found = scores.some((score) => score > 0);
    return { scores, mots: found ? [...mots] : [], corriges: found ? corriges : [] };
  };
  return { search, refresh };
}

/** Words of a query, each once; small words count only when there is nothing else. */
function chooseWords(query) {
  const words = new Map();
  for (const { texte, folded } of splitPieces(query)) {
    if (folded && !words.has(folded)) words.set(folded, texte);
  }
  const all = [...words].map(([folded, typed]) => ({ folded, typed }));
  const telling = all.filter(({ folded }) => !STOP_WORDS.has(folded));
  return (telling.length ? telling : all)
    .slice(0, MOST_WORDS)
    .map((word, rank) => ({ ...word, rank }));
}

/**
 * Say how each word of the catalogue matches a word of the query.
 *
 * @param {Lexique} lexique
 * @param {string} folded
 * @returns {{qualities: Uint8Array, used: string[], near: number[]}} `near`: words one mistake
 *   away, when there is no other
 */
function matchWord(lexique, folded) {
  const qualities = markBeginnings(lexique, folded);
  const used = qualities.includes(BEGINNING) ? [folded] : [];
  for (const other of inflect(folded)) {
    const word = lexique.find(other);
    if (word < 0) continue;
    qualities[word] = PLURAL;
    if (!other.startsWith(folded)) used.push(other);
  }
  const whole = lexique.find(folded);
  if (whole >= 0) qualities[whole] = WHOLE;
  const near = used.length ? [] : findNear(lexique, folded);
  for (const word of near) qualities[word] = TYPO;
  return { qualities, used, near };
}

function markBeginnings({ nombre, lettres, debut }, folded) {
  const qualities = new Uint8Array(nombre);
  const { length } = folded;
  const letters = Uint8Array.from(folded, (letter) => letter.charCodeAt(0));
  for (let word = 0; word < nombre; word++) {
    const start = debut[word];
    if (debut[word + 1] - start < length) continue;
    let i = 0;
    while (i < length && lettres[start + i] === letters[i]) i++;
    if (i === length) qualities[word] = BEGINNING;
  }
  return qualities;
}

/** The commonest words first. */
function sortByUse(lexique, couches, words) {
  const uses = countUses(couches, lexique.nombre);
  return words
    .map((word) => ({ uses: uses[word], letters: lexique.spell(word) }))
    .sort((a, b) => b.uses - a.uses || (a.letters < b.letters ? -1 : 1))
    .map(({ letters }) => letters);
}

/**
 * Add what a word is worth to the rows that have it, and drop the others.
 *
 * @param {Float32Array} scores changed
 * @param {import("./couches.js").Couche[]} couches
 * @param {Uint8Array} qualities of the words
 * @param {boolean} isFirst whether no row is dropped yet
 * @param {Uint8Array} titles number of words of each title: the fewer, the more one of them says
 */
function addScores(scores, couches, qualities, isFirst, titles) {
  for (let row = 0; row < scores.length; row++) {
    if (!isFirst && scores[row] === 0) continue;
    let best = 0;
    for (const { debut, jetons } of couches) {
      for (let i = debut[row]; i < debut[row + 1]; i++) {
        const quality = qualities[jetons[i] >>> CHAMP_BITS];
        if (quality === NONE) continue;
        const champ = jetons[i] & CHAMP_MASK;
        let points = POINTS[(quality << CHAMP_BITS) | champ];
        if (champ === TITRE) points += QUALITIES[quality] / titles[row];
        if (points > best) best = points;
      }
    }
    scores[row] = best && scores[row] + best;
  }
}
