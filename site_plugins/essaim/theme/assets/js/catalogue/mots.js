/** Words as people compare them: no accents, case or punctuation; as `publish/words.py` does. */

/**
 * @param {string} text
 * @returns {string} lower-case ASCII words, one space between
 */
export function foldText(text) {
  return foldLetters(text).trim();
}

function foldLetters(text) {
  return stripMarks(text).replace(/[^a-z0-9]+/g, " ");
}

function stripMarks(text) {
  return text
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]+/g, "");
}

/**
 * Fold many texts as one: several times faster.
 *
 * @param {string[]} texts
 * @returns {string[]} each as `foldText` gives it
 */
export function foldAll(texts) {
  const whole = texts.map((text) => text.replaceAll("\n", " ")).join("\n");
  // Most of what is not a letter is a single space, which can stay.
  const folded = stripMarks(whole).replace(/ *[^a-z0-9 \n][^a-z0-9\n]*|  +/g, " ");
  return texts.length ? folded.replace(/^ | $/gm, "").split("\n") : [];
}

/**
 * @param {string} text
 * @returns {string[]} folded words
 */
export function splitWords(text) {
  const folded = foldText(text);
  return folded ? folded.split(" ") : [];
}

const known = new Map();

/**
 * Fold one character; a text folds to what its characters do, one after the other.
 *
 * @param {string} char a UTF-16 unit: half a character never is a letter here
 * @returns {string} a letter or a digit, two for a ligature, a space for what stands between words,
 *   nothing for a mark on the character before
 */
export function foldChar(char) {
  let folded = known.get(char);
  if (folded === undefined) known.set(char, (folded = foldLetters(char)));
  return folded;
}

/**
 * Words that say nothing of what is looked for, elided ones included (l’, d’, qu’…).
 *
 * All of `interface.mots_vides` is here: the data files leave these words out.
 */
export const STOP_WORDS = new Set(
  `a ai as au aux avec c ce ces cet cette d dans de des du elle elles en entre est et eu eux il ils j
  je l la le les leur leurs lui m ma mais me mes moi mon n ne ni nos notre nous on ont ou par pas pour
  qu que qui s sa sans se ses soi son sont sous sur t ta te tes toi ton tu un une vos votre vous
  y`.split(/\s+/),
);

/**
 * Give the other number of a word, singular or plural, as French usually makes it.
 *
 * @param {string} word folded
 * @returns {string[]} words that may not exist
 */
export function inflect(word) {
  const others = [`${word}s`, `${word}x`];
  if (word.length > 3 && /[sx]$/.test(word)) others.push(word.slice(0, -1));
  if (word.endsWith("aux")) others.push(`${word.slice(0, -3)}al`);
  if (word.endsWith("al")) others.push(`${word.slice(0, -2)}aux`);
  return others;
}
