/** What ties rows to quartiers prioritaires. */

import { fail, readInteger, readList, readObject, readSteps, readText } from "./lecture.js";
import { makeFacet, readTerms } from "./termes.js";

/** d dans, p proche, s dessert, c commune (« à préciser »: no one knows). */
const RELATIONS = /^[dpsc]*$/;
const TO_BE_SAID = "c";
const SERVED = "s";
/** Metres; distances are told to those who are near. */
const FARTHEST = 1_000_000;

/**
 * @typedef {object} Liens row i has the links debut[i]..debut[i + 1] - 1, by quartier: where the row
 *   stands, then whether it serves it
 * @property {Uint32Array} debut
 * @property {Uint16Array} quartier
 * @property {string} relation one letter per link
 * @property {Int32Array} distance metres, -1 when nobody measured
 */

/**
 * @param {{quartiers: unknown, liens: unknown}} head of `donnees/catalogue.json`
 * @param {number} nombre of rows
 * @returns {{quartiers: {code: string, nom: string}[], liens: Liens,
 *   qpv: import("./colonnes.js").Facette}}
 */
export function readLinks(head, nombre) {
  const quartiers = readTerms(head.quartiers, "quartiers");
  const columns = readObject(head.liens, "liens");
  const list = readList(columns.quartier, "liens.quartier");
  const count = list.length;
  const rows = readSteps(columns.rang, "liens.rang", 0, nombre - 1, new Uint32Array(count));
  const relation = readText(columns.relation, "liens.relation");
  if (relation.length !== count || !RELATIONS.test(relation)) fail("liens.relation");
  const quartier = new Uint16Array(count);
  const distance = new Int32Array(count);
  const metres = readList(columns.distance, "liens.distance", count);
  for (let i = 0; i < count; i++) {
    quartier[i] = readInteger(list[i], "liens.quartier", 0, quartiers.length - 1);
    distance[i] = readInteger(metres[i], "liens.distance", -1, FARTHEST);
    if (i > 0 && rows[i] < rows[i - 1]) fail("liens.rang");
    if (i === 0 || rows[i] !== rows[i - 1]) continue;
    const served = relation[i] === SERVED && relation[i - 1] !== SERVED;
    if (quartier[i] < quartier[i - 1] + (served ? 0 : 1)) fail("liens.quartier");
  }
  const liens = { debut: countUpTo(rows, nombre), quartier, relation, distance };
  return { quartiers, liens, qpv: listQuartiers(quartiers, liens) };
}

/** Where each row starts among entries sorted by row. */
function countUpTo(rows, nombre) {
  const debut = new Uint32Array(nombre + 1);
  for (const row of rows) debut[row + 1]++;
  for (let row = 0; row < nombre; row++) debut[row + 1] += debut[row];
  return debut;
}

/** The quartiers that each row is in, near or serves, each once. */
function listQuartiers(quartiers, { debut, quartier, relation }) {
  const known = [];
  const starts = new Uint32Array(debut.length);
  for (let row = 0; row + 1 < debut.length; row++) {
    for (let i = debut[row]; i < debut[row + 1]; i++) {
      const again = known.length > starts[row] && known[known.length - 1] === quartier[i];
      if (relation[i] !== TO_BE_SAID && !again) known.push(quartier[i]);
    }
    starts[row + 1] = known.length;
  }
  const termes = quartiers.map((one) => ({ ...one }));
  return makeFacet("qpv", termes, starts, Uint32Array.from(known));
}
