/** What the search reads: the texts of each row as numbers of words, field by field. */

import { splitPieces } from "./surlignage.js";

/** Where a word is found, from what says most to what says least. */
export const CHAMPS = ["titre", "porteur", "commune", "theme", "type", "extra", "resume"];
export const TITRE = 0;
const [, PORTEUR, COMMUNE, THEME, TYPE, EXTRA, RESUME] = CHAMPS.keys();
/** A token is the number of a word, then these bits for the field. */
export const CHAMP_BITS = 3;
export const CHAMP_MASK = (1 << CHAMP_BITS) - 1;

/**
 * @typedef {object} Couche tokens of row i are jetons[debut[i]..debut[i + 1]]
 * @property {Uint32Array} debut
 * @property {Uint32Array} jetons
 *
 * @typedef {object} Colonne a field: row i has the texts rangs[debut[i]..debut[i + 1]] of `suites`
 * @property {number} champ
 * @property {import("./lexique.js").Suites} suites words of the different texts
 * @property {Uint32Array | null} debut null when row i has text i
 * @property {Uint32Array | null} rangs
 */

/**
 * Read what comes with the catalogue: titles, porteurs, communes, and names of terms.
 *
 * @param {import("./lexique.js").Lexique} lexique
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @returns {Couche}
 */
export function readNames(lexique, catalogue) {
  const { facettes, points, communeDuLieu, titre, porteur, nombre } = catalogue;
  const nameTerms = (nom) => lexique.number(facettes[nom].termes.map((terme) => terme.nom));
  const facet = (nom, champ) => {
    const { debut, valeurs } = facettes[nom];
    return { champ, suites: nameTerms(nom), debut, rangs: valeurs };
  };
  return joinColumns(nombre, [
    { champ: TITRE, suites: lexique.number(titre), debut: null, rangs: null },
    { champ: PORTEUR, suites: lexique.number(porteur), debut: null, rangs: null },
    {
      champ: COMMUNE,
      suites: nameTerms("territoire"),
      debut: points.debut,
      rangs: communeDuLieu,
    },
    facet("theme", THEME),
    facet("type", TYPE),
    facet("public", EXTRA),
    facet("label", EXTRA),
  ]);
}

/**
 * Read what comes later: summaries, and words of services, partners and places.
 *
 * @param {import("./lexique.js").Lexique} lexique
 * @param {import("./colonnes.js").Catalogue} catalogue with its texts
 * @returns {Couche}
 */
export function readTexts(lexique, { nombre, resume, extra }) {
  return joinColumns(nombre, [
    { champ: EXTRA, suites: lexique.number(extra), debut: null, rangs: null },
    { champ: RESUME, suites: lexique.number(resume), debut: null, rangs: null },
  ]);
}

/**
 * @param {number} nombre of rows
 * @param {Colonne[]} columns
 * @returns {Couche} the tokens of a row in the order of the columns
 */
function joinColumns(nombre, columns) {
  const debut = new Uint32Array(nombre + 1);
  for (const column of columns) countTokens(column, debut);
  for (let row = 0; row < nombre; row++) debut[row + 1] += debut[row];
  const jetons = new Uint32Array(debut[nombre]);
  const next = debut.slice();
  for (const column of columns) copyTokens(column, jetons, next);
  return { debut, jetons };
}

function countTokens({ suites, debut, rangs }, counts) {
  for (let row = 0; row + 1 < counts.length; row++) {
    const end = debut ? debut[row + 1] : row + 1;
    for (let i = debut ? debut[row] : row; i < end; i++) {
      const text = rangs ? rangs[i] : i;
      counts[row + 1] += suites.debut[text + 1] - suites.debut[text];
    }
  }
}

function copyTokens({ champ, suites, debut, rangs }, jetons, next) {
  const { debut: starts, mots } = suites;
  for (let row = 0; row + 1 < next.length; row++) {
    let place = next[row];
    const end = debut ? debut[row + 1] : row + 1;
    for (let i = debut ? debut[row] : row; i < end; i++) {
      const text = rangs ? rangs[i] : i;
      for (let word = starts[text]; word < starts[text + 1]; word++) {
        jetons[place++] = (mots[word] << CHAMP_BITS) | champ;
      }
    }
    next[row] = place;
  }
}

/**
 * @param {Couche} couche
 * @returns {Uint8Array} number of words of each row's title, 1 at least
 */
export function countTitleWords({ debut, jetons }) {
  const counts = new Uint8Array(debut.length - 1);
  for (let row = 0; row < counts.length; row++) {
    let i = debut[row];
    while (i < debut[row + 1] && (jetons[i] & CHAMP_MASK) === TITRE) i++;
    counts[row] = Math.max(1, i - debut[row]);
  }
  return counts;
}

/**
 * @param {Couche[]} couches
 * @param {number} count of words
 * @returns {Uint32Array} how many times each word is used
 */
export function countUses(couches, count) {
  const uses = new Uint32Array(count);
  for (const { jetons } of couches) {
    for (let i = 0; i < jetons.length; i++) uses[jetons[i] >>> CHAMP_BITS]++;
  }
  return uses;
}

/**
 * Find how a word is first written, with its accents.
 *
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {Couche[]} couches
 * @param {number} word
 * @param {string} folded
 * @returns {string}
 */
export function findSpelling(catalogue, couches, word, folded) {
  for (const { debut, jetons } of couches) {
    const place = jetons.findIndex((token) => token >>> CHAMP_BITS === word);
    if (place < 0) continue;
    const row = debut.findIndex((start) => start > place) - 1;
    for (const text of listTexts(catalogue, row)) {
      const piece = splitPieces(text).find((one) => one.folded === folded);
      if (piece) return piece.texte;
    }
  }
  return folded;
}

function listTexts({ titre, porteur, situe, resume, facettes }, row) {
  const terms = ["theme", "type", "public", "label"].flatMap((nom) => {
    const { termes, valeurs, debut } = facettes[nom];
    return Array.from(valeurs.subarray(debut[row], debut[row + 1]), (index) => termes[index].nom);
  });
  return [titre[row], porteur[row], situe[row], ...terms, ...(resume ? [resume[row]] : [])];
}
