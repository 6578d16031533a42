/** The selection as files: a table for spreadsheets, points for maps. */

import { COLONNES, describeRow, listPlaces } from "./champs.js";

export { COLONNES };

const BOM = "\ufeff";
const LINE = "\r\n";
const SEPARATOR = ";";
const AND = " | ";
const NUMBER = /^[-+]?\d+(?:[.,]\d+)?$/;
/** What spreadsheets take for a formula, full-width signs included (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** What spreadsheets would change: 01004 shortened, long numbers rounded, 2014-04 taken for a day. */
const LABEL = /^(?:0\d+|\d{12,}|\d{4}-\d{2})$/;
const NOT_IN_POINTS = new Set(["latitude", "longitude"]);
const PRECISIONS = { d: "declaree", n: "numero", r: "rue", l: "lieu-dit", q: "qpv", c: "commune" };

/**
 * @typedef {object} Options
 * @property {string | URL} racine the site's root, for the addresses of pages
 * @property {Record<string, string>} [noms] names of columns; their keys when they are missing
 * @property {Float32Array | null} [distances] metres by row, when one looks around a place
 */

/**
 * Write a table for a French spreadsheet: UTF-8 with BOM, semicolons, decimal commas (RFC 4180).
 *
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {Uint32Array} rangs rows, in the order wanted
 * @param {Options} options
 * @returns {string}
 */
export function writeCsv(catalogue, rangs, options) {
  const columns = listColumns(options);
  const lines = [columns.map((column) => writeText(options.noms?.[column] ?? column))];
  for (const row of rangs) {
    const fiche = describeRow(catalogue, row, options);
    lines.push(columns.map((column) => writeCell(fiche[column])));
  }
  return BOM + lines.map((cells) => cells.join(SEPARATOR) + LINE).join("");
}

function listColumns({ distances }) {
  return COLONNES.filter((column) => distances || column !== "distance_m");
}

/** @param {string | number | string[] | null | undefined} value */
function writeCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value).replace(".", ",");
  return writeText(Array.isArray(value) ? value.join(AND) : value);
}

function writeText(text) {
  const told = text.replace(/\r\n?/g, "\n");
  if (LABEL.test(told)) return quote(`="${told}"`);
  return quote(FORMULA.test(told) && !NUMBER.test(told) ? `'${told}` : told);
}

function quote(text) {
  return /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Write a FeatureCollection (RFC 7946), one feature per place; a row without a place has one too,
 * without geometry.
 *
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {Uint32Array} rangs
 * @param {Options} options
 * @returns {string} coordinates are longitude, then latitude
 */
export function writeGeojson(catalogue, rangs, options) {
  const columns = listColumns(options).filter((column) => !NOT_IN_POINTS.has(column));
  const features = Array.from(rangs).flatMap((row) => {
    const fiche = describeRow(catalogue, row, options);
    const properties = Object.fromEntries(columns.map((column) => [column, fiche[column] ?? null]));
    const places = listPlaces(catalogue.points, row);
    if (!places.length) return [{ type: "Feature", geometry: null, properties }];
    return places.map((place) => makeFeature(catalogue, place, properties));
  });
  return JSON.stringify({ type: "FeatureCollection", features });
}

function makeFeature({ points, lieu }, place, properties) {
  const coordinates = [points.longitude[place], points.latitude[place]];
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: {
      ...properties,
      lieu: lieu.get(place) ?? null,
      precision: PRECISIONS[points.precision[place]],
    },
  };
}
