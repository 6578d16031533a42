/** The facets: which terms there are, and which ones each row has. */

import { fail, readColumn, readList, readObject, readSets, readText } from "./lecture.js";

const SEVERAL = ["theme", "public", "label", "annee", "levier"];
const ONE = ["type", "statut", "forme"];

/**
 * @param {{termes: unknown, colonnes: unknown}} head of `donnees/catalogue.json`
 * @param {number} nombre of rows
 * @returns {Record<string, import("./colonnes.js").Facette>}
 */
export function readFacets(head, nombre) {
  const lists = readObject(head.termes, "termes");
  const columns = readObject(head.colonnes, "colonnes");
  const facettes = {};
  for (const nom of SEVERAL) {
    const termes = readTerms(lists[nom], `termes.${nom}`);
    const { debut, valeurs } = readSets(columns[nom], nom, termes.length, nombre);
    facettes[nom] = makeFacet(nom, termes, debut, valeurs);
  }
  const debut = new Uint32Array(nombre + 1);
  for (let row = 0; row <= nombre; row++) debut[row] = row;
  for (const nom of ONE) {
    const termes = readTerms(lists[nom], `termes.${nom}`);
    const valeurs = readColumn(columns[nom], nom, termes.length, nombre);
    facettes[nom] = makeFacet(nom, termes, debut, valeurs);
  }
  return facettes;
}

/**
 * @param {unknown} value pairs of a code and a name
 * @param {string} name
 * @returns {import("./colonnes.js").Terme[]}
 */
export function readTerms(value, name) {
  return readList(value, name).map((pair, index) => {
    const [code, nom] = readList(pair, `${name}[${index}]`);
    return { code: readText(code, name), nom: readText(nom, name) };
  });
}

/**
 * @param {string} nom
 * @param {import("./colonnes.js").Terme[]} termes
 * @param {Uint32Array} debut
 * @param {Uint32Array} valeurs
 * @returns {import("./colonnes.js").Facette}
 */
export function makeFacet(nom, termes, debut, valeurs) {
  const index = new Map(termes.map(({ code }, rank) => [code, rank]));
  if (index.size < termes.length) fail(`${nom}: the same code twice`);
  return { nom, termes, debut, valeurs, index };
}
