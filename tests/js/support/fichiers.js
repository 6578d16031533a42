/** Data files written as Python writes them, from rows told plainly. */

import { foldText } from "../../../site_plugins/essaim/theme/assets/js/catalogue/mots.js";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
export const NOMS = ["theme", "type", "statut", "public", "label", "annee", "forme", "levier"];
const ONE = new Set(["type", "statut", "forme"]);

/** Territories the small catalogues of tests lie in: [code, name, index of what they are in]. */
export const TERRITOIRES = {
  region: [
    ["32", "Hauts-de-France"],
    ["93", "Provence-Alpes-Côte d’Azur"],
  ],
  departement: [
    ["2A", "Corse-du-Sud", -1],
    ["59", "Nord", 0],
    ["62", "Pas-de-Calais", 0],
  ],
  epci: [
    ["200044048", "Lens-Liévin"],
    ["246200364", "Hénin-Carvin"],
  ],
  commune: [
    ["2A004", "Ajaccio", 0, -1],
    ["59172", "Denain", 1, 0],
    ["62213", "Carvin", 2, 1],
    ["62498", "Lens", 2, 0],
    ["62510", "Liévin", 2, 0],
  ],
};

/**
 * @typedef {object} Told a row; what is left out is nothing, or the first term of a facet
 * @property {string} titre
 * @property {string} [slug]
 * @property {string} [porteur]
 * @property {Record<string, string[]>} [termes] codes by facet
 * @property {number} [depuis]
 * @property {{commune: string, latitude?: number, longitude?: number, precision?: string,
 *   nom?: string}[]} [lieux]
 * @property {[string, string, number][]} [liens] quartier, relation, metres
 * @property {string} [situe]
 * @property {[string, string[]]} [agit]
 * @property {string} [resume]
 * @property {string[]} [extra]
 */

/**
 * @param {Told[]} rows
 * @param {{termes?: Record<string, [string, string][]>, territoires?: object,
 *   quartiers?: [string, string][], edition?: string}} [words]
 * @returns {{points: object, catalogue: object, textes: object}} as `JSON.parse` gives them
 */
export function writeFiles(rows, words = {}) {
  const { territoires = TERRITOIRES, quartiers = [], edition = "0123456789ab" } = words;
  const head = { version: 1, edition, nombre: rows.length };
  const termes = Object.fromEntries(NOMS.map((nom) => [nom, words.termes?.[nom] ?? [["x", "X"]]]));
  const rank = (nom, code) => termes[nom].findIndex(([known]) => known === code);
  const places = rows.flatMap(({ lieux = [] }) => lieux);
  const sets = (row, nom) => (row.termes?.[nom] ?? []).map((code) => rank(nom, code));
  const one = (row, nom) => (row.termes?.[nom] ? rank(nom, row.termes[nom][0]) : 0);
  const colonnes = Object.fromEntries(
    NOMS.map((nom) => [
      nom,
      ONE.has(nom)
        ? writeColumn(rows.map((row) => one(row, nom)), termes[nom].length)
        : writeSets(rows.map((row) => sets(row, nom))),
    ]),
  );
  const porteurs = rows.map(({ porteur = "Association" }) => porteur);
  const noms = [...new Set(porteurs)];
  const porteurRanks = new Map(noms.map((nom, i) => [nom, i]));
  const communes = new Map(territoires.commune.map(([code], i) => [code, i]));
  const quartierRanks = new Map(quartiers.map(([code], i) => [code, i]));
  const liens = rows.flatMap(({ liens = [] }, row) => liens.map((lien) => [row, ...lien]));
  const holders = new Map();
  rows.forEach(({ extra = [] }, row) => {
    for (const mot of new Set(extra)) {
      if (!holders.has(mot)) holders.set(mot, []);
      holders.get(mot).push(row);
    }
  });
  const mots = [...holders.keys()].sort();
  return {
    points: {
      ...head,
      themes: termes.theme.map(([code]) => code),
      theme: writeColumn(rows.map((row) => sets(row, "theme")[0] ?? 0), termes.theme.length),
      lieux: rows.map(({ lieux = [] }, row) => [row, lieux.length]).filter(([, n]) => n !== 1),
      latitude: writeSteps(places.map(({ latitude = 50 }) => Math.round(latitude * 1e5))),
      longitude: writeSteps(places.map(({ longitude = 3 }) => Math.round(longitude * 1e5))),
      precision: places.map(({ precision = "n" }) => precision).join(""),
    },
    catalogue: {
      ...head,
      millesime: quartiers.length ? "2024" : null,
      termes,
      colonnes,
      titre: rows.map(({ titre }) => titre),
      slug: rows.map(({ titre, slug }) => {
        const plain = foldText(titre).replaceAll(" ", "-");
        return !slug || slug === plain ? "" : slug;
      }),
      porteur: { noms, rangs: porteurs.map((nom) => porteurRanks.get(nom)) },
      depuis: rows.map(({ depuis = 0 }) => depuis),
      situe: rows.map(({ situe }, row) => [row, situe]).filter(([, text]) => text !== undefined),
      lieu: places.map(({ nom }, i) => [i, nom]).filter(([, nom]) => nom),
      territoires,
      commune: writeSteps(places.map(({ commune }) => communes.get(commune))),
      agit: rows.map(({ agit }, row) => agit && [row, ...agit]).filter(Boolean),
      quartiers,
      liens: {
        rang: writeSteps(liens.map(([row]) => row)),
        quartier: liens.map(([, code]) => quartierRanks.get(code)),
        relation: liens.map(([, , relation]) => relation).join(""),
        distance: liens.map(([, , , metres]) => metres),
      },
    },
    textes: {
      ...head,
      resume: rows.map(({ resume = "" }) => resume),
      coupe: false,
      mots,
      extra: mots.map((mot) => writeSteps(holders.get(mot))),
    },
  };
}

function writeColumn(indexes, size) {
  return size > ALPHABET.length ? indexes : indexes.map((index) => ALPHABET[index]).join("");
}

function writeSets(sets) {
  const different = [...new Set(sets.map((set) => JSON.stringify(set)))];
  const ranks = new Map(different.map((set, i) => [set, i]));
  const rangs = sets.map((set) => ranks.get(JSON.stringify(set)));
  return { ensembles: different.map((set) => JSON.parse(set)), rangs: writeColumn(rangs, different.length) };
}

function writeSteps(values) {
  return values.map((value, i) => value - (i ? values[i - 1] : 0));
}
