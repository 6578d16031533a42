/** On pages that are not the catalogue: a link that opens it on what the map shows. */

import { completeFile } from "../adresses.js";
import { findRoot, say } from "../textes.js";
import { readZone } from "./zone.js";

/**
 * @param {object} map
 * @param {import("./barre.js").Bar} bar
 * @returns {() => void} to be called once the reader moved the map
 */
export function addCatalogueLink(map, bar) {
  const link = bar.addLink(say("ouvrir_vue"));
  const write = (zone) => {
    const url = completeFile(new URL("catalogue/", findRoot()));
    // Commas are allowed in a query, and easier to read than %2C.
    url.search = zone ? `?zone=${zone.join(",")}&vue=carte` : "?vue=carte";
    link.href = url.href;
  };
  write(null);
  return () => write(readZone(map));
}
