/** `donnees/territoires.json`: the territories that have a page, by level and code. */

/**
 * @typedef {object} Territoire
 * @property {string} niveau region, departement, epci, commune or qpv
 * @property {string} code
 * @property {string} nom
 * @property {string} situation what tells namesakes apart
 * @property {number} initiatives
 * @property {number} quartiers
 * @property {string[]} codesPostaux
 * @property {string} chemin of its page, from the site's root
 */

/**
 * @param {unknown} json
 * @returns {Territoire[]} in the order of the file
 * @throws {TypeError} when it is anything else
 */
export function decodeRegistry(json) {
  const { version, chemin, niveaux, colonnes, territoires } = json;
  if (version !== 1) throw new TypeError(`version ${version}`);
  const rank = Object.fromEntries(colonnes.map((name, index) => [name, index]));
  return territoires.map((row) => {
    const niveau = niveaux[row[rank.niveau]];
    const [code, nom, situation, postal] = ["code", "nom", "situation", "codes_postaux"].map(
      (name) => row[rank[name]],
    );
    if (![niveau, code, nom, situation, postal].every((value) => typeof value === "string")) {
      throw new TypeError(String(code));
    }
    return {
      niveau,
      code,
      nom,
      situation,
      initiatives: Number(row[rank.initiatives]),
      quartiers: Number(row[rank.quartiers]),
      codesPostaux: postal ? postal.split(" ") : [],
      chemin: chemin.replace("{niveau}", niveau).replace("{code}", code),
    };
  });
}
