/** The words the scripts say, and the addresses they need, written in the page by the templates. */

import { writeNumber } from "./nombres.js";

const holder = document.getElementById("essaim-textes");
const own = document.getElementById("essaim-textes-page");
/** Those of every page, and those that this one alone says. */
const words = { ...readWords(holder), ...readWords(own) };

function readWords(node) {
  return node ? JSON.parse(node.textContent) : {};
}

/**
 * @param {string} key
 * @param {number} [count] takes the place of « # », grouped as French does
 * @returns {string} the sentence, or the key when it is missing: a hole must be seen
 */
export function say(key, count) {
  const sentence = words[key] ?? key;
  return count === undefined ? sentence : sentence.replace("#", writeNumber(count));
}

/**
 * @param {string} name of a data attribute
 * @returns {string | undefined} an absolute address
 */
export function findAddress(name) {
  const value = holder?.dataset[name];
  return value && new URL(value, document.baseURI).href;
}

/** @returns {URL} the site's root, whatever the sub-path it is published under */
export function findRoot() {
  const config = document.getElementById("__config");
  const base = config ? JSON.parse(config.textContent).base : ".";
  return new URL(`${base}/`, document.baseURI);
}
