/** Finds territories by name, code or postcode, as one types. */

import { STOP_WORDS, foldAll, foldText } from "../catalogue/mots.js";

const SHOWN = 10;
/** Codes begin with a digit, but for Corsica's and the quartiers'. */
const CODE = /^(?:\d|2[ab]|qn)[\da-z]*$/;

/** What is thought of first: a wide territory, then who is in it. */
const NIVEAUX = ["region", "departement", "epci", "commune", "qpv"];

/**
 * @param {import("./registre.js").Territoire[]} territoires
 * @returns {(text: string, most?: number) => {trouves: import("./registre.js").Territoire[], nombre: number}} the best
 *   first; nombre: how many there are in all
 */
export function makeFinder(territoires) {
  const noms = foldAll(territoires.map(({ nom }) => nom));
  const situations = foldAll(territoires.map(({ situation }) => situation));
  const rows = territoires.map((territoire, index) => ({
    territoire,
    nom: noms[index],
    bare: dropStopWords(noms[index]),
    situation: situations[index],
    code: territoire.code.toLowerCase(),
    niveau: NIVEAUX.indexOf(territoire.niveau),
  }));
  return (text, most = SHOWN) => {
    const query = foldText(text);
    if (!query) return { trouves: [], nombre: 0 };
    const compact = query.replaceAll(" ", "");
    const found = [];
    for (const row of rows) {
      const score = Math.max(CODE.test(compact) ? scoreCode(row, compact) : 0, scoreName(row, query));
      if (score) found.push({ row, score });
    }
    found.sort(
      (a, b) =>
        b.score - a.score ||
        a.row.niveau - b.row.niveau ||
        b.row.territoire.initiatives - a.row.territoire.initiatives ||
        (a.row.nom < b.row.nom ? -1 : 1),
    );
    return { trouves: found.slice(0, most).map(({ row }) => row.territoire), nombre: found.length };
  };
}

/** A whole code, a postcode, then what begins so. */
function scoreCode({ territoire, code }, query) {
  if (code === query) return 100;
  if (territoire.codesPostaux.includes(query)) return 90;
  if (query.length < 2) return 0;
  if (territoire.codesPostaux.some((postal) => postal.startsWith(query))) return 40;
  return code.startsWith(query) ? 30 : 0;
}

/** Every word typed begins a word of the name, or of what situates it; one at least is of the name. */
function scoreName({ nom, bare, situation }, query) {
  if (nom === query || bare === query) return 80;
  if (nom.startsWith(`${query} `) || bare.startsWith(`${query} `)) return 70;
  if (nom.startsWith(query) || bare.startsWith(query)) return 60;
  const words = query.split(" ");
  const own = words.filter((word) => begins(nom, word));
  if (!own.length || !own.some((word) => !STOP_WORDS.has(word))) return 0;
  if (own.length === words.length) return 50;
  return words.every((word) => own.includes(word) || begins(situation, word)) ? 20 : 0;
}

function begins(text, word) {
  return ` ${text}`.includes(` ${word}`);
}

function dropStopWords(text) {
  return text.replace(/^(?:(?:le|la|les|l|du|de|des|d) )+/, "");
}
