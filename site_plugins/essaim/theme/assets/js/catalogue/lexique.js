/** The words of many texts, each kept once as letters and numbered: what a search compares with. */

import { foldChar } from "./mots.js";

const SPACE = 32;
/** Stands for a mark, which folds to nothing. */
const NOTHING = 1;
const LETTER_BITS = 8;
const LETTER_MASK = (1 << LETTER_BITS) - 1;
/** Small enough for all steps to be small integers, which engines handle best from the start. */
const HASH_MASK = (1 << 24) - 1;
const ascii = new TextDecoder();

/** By UTF-16 unit, found once for all: 0 unknown, else the letter it folds to, a second above it. */
const codes = new Uint16Array(1 << 16);

function findCode(unit) {
  const folded = foldChar(String.fromCharCode(unit));
  const [first = NOTHING, second = 0] = Array.from(folded, (letter) => letter.charCodeAt(0));
  return (codes[unit] = first | (second << LETTER_BITS));
}

/**
 * @typedef {object} Suites text i has the words mots[debut[i]..debut[i + 1]]
 * @property {Uint32Array} debut
 * @property {Uint32Array} mots
 */

export class Lexique {
  constructor() {
    // Wide enough for ten thousand rows: what grows has to be made fast again.
    /** Number of different words. */
    this.nombre = 0;
    /** Letters of all words, one after the other, in ASCII. */
    this.lettres = new Uint8Array(1 << 18);
    /** Word i is lettres[debut[i]..debut[i + 1]]. */
    this.debut = new Uint32Array(1 << 15);
    this.hashes = new Uint32Array(1 << 15);
    /** Open addressing: number of a word + 1, or 0. */
    this.cases = new Uint32Array(1 << 16);
  }

  /**
   * Number the words of texts, new ones included.
   *
   * One long loop that calls nothing: a page runs it once, before the browser makes code fast.
   *
   * @param {string[]} texts
   * @returns {Suites}
   */
  number(texts) {
    const starts = new Uint32Array(texts.length + 1);
    let mots = new Uint32Array(16 * texts.length + 16);
    let count = 0;
    let nombre = this.nombre;
    for (let t = 0; t < texts.length; t++) {
      const text = texts[t];
      const { length } = text;
      this.nombre = nombre;
      this.makeRoom(length);
      mots = widen(mots, count + length + 1);
      const { lettres, debut, hashes, cases } = this;
      const mask = cases.length - 1;
      let start = debut[nombre];
      let end = start;
      let hash = 0;
      for (let i = 0; i <= length; i++) {
        const unit = i < length ? text.charCodeAt(i) : SPACE;
        const code = codes[unit] || findCode(unit);
        if (code > SPACE) {
          let letter = code & LETTER_MASK;
          lettres[end++] = letter;
          hash = (hash * 33 + letter) & HASH_MASK;
          if (code > LETTER_MASK) {
            letter = code >> LETTER_BITS;
            lettres[end++] = letter;
            hash = (hash * 33 + letter) & HASH_MASK;
          }
        } else if (code === SPACE && end > start) {
          let place = (hash ^ (hash >> 9)) & mask;
          let word = -1;
          for (; cases[place]; place = (place + 1) & mask) {
            const known = cases[place] - 1;
            let at = debut[known];
            if (hashes[known] !== hash || debut[known + 1] - at !== end - start) continue;
            let k = start;
            while (k < end && lettres[at] === lettres[k]) {
              at++;
              k++;
            }
            if (k === end) {
              word = known;
              break;
            }
          }
          if (word < 0) {
            word = nombre++;
            cases[place] = word + 1;
            hashes[word] = hash;
            debut[word + 1] = end;
            start = end;
          }
          mots[count++] = word;
          end = start;
          hash = 0;
        }
      }
      starts[t + 1] = count;
    }
    this.nombre = nombre;
    return { debut: starts, mots: mots.slice(0, count) };
  }

  /** Make room for the words of a text: what is written past its end, a typed array forgets. */
  makeRoom(length) {
    this.lettres = widen(this.lettres, this.debut[this.nombre] + 2 * length);
    const words = this.nombre + length + 2;
    if (words <= this.debut.length) return;
    this.debut = widen(this.debut, words);
    this.hashes = widen(this.hashes, words);
    let size = this.cases.length;
    while (size < 2 * this.debut.length) size *= 2;
    this.cases = new Uint32Array(size);
    for (let word = 0; word < this.nombre; word++) {
      let place = (this.hashes[word] ^ (this.hashes[word] >> 9)) & (size - 1);
      while (this.cases[place]) place = (place + 1) & (size - 1);
      this.cases[place] = word + 1;
    }
  }

  /**
   * @param {string} word folded
   * @returns {number} its number, -1 when no text has it
   */
  find(word) {
    const mask = this.cases.length - 1;
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (hash * 33 + word.charCodeAt(i)) & HASH_MASK;
    for (let place = (hash ^ (hash >> 9)) & mask; this.cases[place]; place = (place + 1) & mask) {
      const known = this.cases[place] - 1;
      if (this.hashes[known] === hash && this.spell(known) === word) return known;
    }
    return -1;
  }

  /**
   * @param {number} word
   * @returns {string} its letters
   */
  spell(word) {
    return ascii.decode(this.lettres.subarray(this.debut[word], this.debut[word + 1]));
  }
}

/** The same values in an array twice as long or more, when it is too short. */
function widen(array, length) {
  if (length <= array.length) return array;
  const wider = new array.constructor(Math.max(length, 2 * array.length));
  wider.set(array);
  return wider;
}
