/** Reading the data files with care: what is not as agreed is said, never guessed. */

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
const RANKS = new Int8Array(128).fill(-1);
for (let rank = 0; rank < ALPHABET.length; rank++) RANKS[ALPHABET.charCodeAt(rank)] = rank;

const VERSION = 1;
/** Rows of a file; far more than browsers could show. */
const MOST = 1_000_000;

/**
 * A data file that cannot be used.
 *
 * Its `code` says why: another `version` of the format, another `edition` than the other files, or
 * a file that is damaged (`abime`). Bundles each have their own copy of this class: compare codes.
 */
export class DataError extends Error {
  /**
   * @param {"version" | "edition" | "abime"} code
   * @param {string} detail for developers
   */
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.name = "DataError";
    this.code = code;
  }
}

/**
 * @param {string} detail
 * @returns {never}
 */
export function fail(detail) {
  throw new DataError("abime", detail);
}

/**
 * Read what every file starts with.
 *
 * @param {unknown} json
 * @param {{edition: string, nombre: number}} [points] the file that the others must agree with
 * @returns {{edition: string, nombre: number}} and everything else the object holds, unread
 */
export function readHead(json, points) {
  const head = readObject(json, "file");
  if (!Number.isInteger(head.version)) fail("version");
  if (head.version !== VERSION) throw new DataError("version", String(head.version));
  if (typeof head.edition !== "string" || !head.edition) fail("edition");
  if (points && head.edition !== points.edition) {
    throw new DataError("edition", `${head.edition}, not ${points.edition}`);
  }
  readInteger(head.nombre, "nombre", 0, MOST);
  if (points && head.nombre !== points.nombre) fail("nombre");
  return head;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {Record<string, unknown>}
 */
export function readObject(value, name) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(name);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @param {number} [length] that it must have
 * @returns {unknown[]}
 */
export function readList(value, name, length) {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) fail(name);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
export function readText(value, name) {
  if (typeof value !== "string") fail(name);
  return value;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @param {number} [length]
 * @returns {string[]}
 */
export function readTexts(value, name, length) {
  const list = readList(value, name, length);
  for (const text of list) if (typeof text !== "string") fail(name);
  return list;
}

/**
 * @param {unknown} value
 * @param {string} name
 * @param {number} least
 * @param {number} most
 * @returns {number}
 */
export function readInteger(value, name, least, most) {
  if (!Number.isInteger(value) || value < least || value > most) fail(name);
  return value;
}

/**
 * Read one index per row: a text of one character each, or the numbers themselves.
 *
 * @param {unknown} column
 * @param {string} name
 * @param {number} size of the table the indexes point into
 * @param {number} count of rows
 * @returns {Uint32Array}
 */
export function readColumn(column, name, size, count) {
  const isText = typeof column === "string";
  if (!isText) readList(column, name);
  if (column.length !== count) fail(`${name}: ${column.length} rows`);
  const indexes = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const index = isText ? (RANKS[column.charCodeAt(row)] ?? -1) : column[row];
    indexes[row] = readInteger(index, name, 0, size - 1);
  }
  return indexes;
}

/**
 * Read numbers written as differences with the one before.
 *
 * @template {Int32Array | Uint32Array | Float64Array} T
 * @param {unknown} steps
 * @param {string} name
 * @param {number} least
 * @param {number} most
 * @param {T} values filled, and returned; its length is the one expected
 * @returns {T}
 */
export function readSteps(steps, name, least, most, values) {
  const list = readList(steps, name, values.length);
  let value = 0;
  for (let i = 0; i < list.length; i++) {
    value = readInteger(value + list[i], name, least, most);
    values[i] = value;
  }
  return values;
}

/**
 * Read one set of indexes per row.
 *
 * @param {unknown} column
 * @param {string} name
 * @param {number} size of the table the indexes point into
 * @param {number} count of rows
 * @returns {{debut: Uint32Array, valeurs: Uint32Array}} row i has valeurs[debut[i]..debut[i + 1]]
 */
export function readSets(column, name, size, count) {
  const { ensembles, rangs } = readObject(column, name);
  const sets = readList(ensembles, name).map((set) => {
    for (const index of readList(set, name)) readInteger(index, name, 0, size - 1);
    if (new Set(set).size < set.length) fail(`${name}: the same twice`);
    return set;
  });
  const ranks = readColumn(rangs, name, sets.length, count);
  const debut = new Uint32Array(count + 1);
  for (let row = 0; row < count; row++) debut[row + 1] = debut[row] + sets[ranks[row]].length;
  const valeurs = new Uint32Array(debut[count]);
  for (let row = 0; row < count; row++) {
    const set = sets[ranks[row]];
    for (let i = 0; i < set.length; i++) valeurs[debut[row] + i] = set[i];
  }
  return { debut, valeurs };
}

/**
 * Read what only some rows have.
 *
 * @param {unknown} value lists that start with a row
 * @param {string} name
 * @param {number} count of rows
 * @returns {[number, ...unknown[]][]} rows growing
 */
export function readSome(value, name, count) {
  const some = readList(value, name);
  let last = -1;
  for (const one of some) {
    last = readInteger(readList(one, name)[0], name, last + 1, count - 1);
  }
  return some;
}
