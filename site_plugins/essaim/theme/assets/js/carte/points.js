/** The places of a map, whether the page holds them or the catalogue's files bring them. */

/** What each letter of `donnees/carte.json` says of a place. */
const PRECISIONS = {
  d: "declaree",
  n: "numero",
  r: "rue",
  l: "lieu-dit",
  q: "qpv",
  c: "commune",
};

/**
 * @typedef {object} Fiche what a card says of a place
 * @property {string} titre
 * @property {string} lieu
 * @property {string} url from the site's root
 * @property {string} [resume]
 * @property {string} [situe] where it acts, when the place alone would mislead
 * @property {boolean} [itinerante]
 *
 * @typedef {object} Points places, numbered from 0
 * @property {number} nombre
 * @property {ArrayLike<number>} latitude WGS84 degrees
 * @property {ArrayLike<number>} longitude
 * @property {ArrayLike<number>} rang the initiative of each place
 * @property {(place: number) => string} theme code
 * @property {(place: number) => string} precision
 * @property {(place: number) => Fiche | null} describe null until names came
 * @property {(place: number) => string} name what a marker is called, whatever is known
 *
 * @typedef {object} Record a place as pages hold it
 * @property {string} slug
 * @property {string} titre
 * @property {string} lieu
 * @property {string} theme
 * @property {string} precision
 * @property {number} latitude
 * @property {number} longitude
 * @property {string} url
 * @property {string} [resume]
 * @property {boolean} [itinerante]
 */

/**
 * @param {Record[]} records
 * @returns {Points}
 */
export function readRecords(records) {
  const ranks = new Map();
  for (const { slug } of records) if (!ranks.has(slug)) ranks.set(slug, ranks.size);
  const describe = (place) => records[place];
  return {
    nombre: records.length,
    latitude: records.map(({ latitude }) => latitude),
    longitude: records.map(({ longitude }) => longitude),
    rang: records.map(({ slug }) => ranks.get(slug)),
    theme: (place) => records[place].theme,
    precision: (place) => records[place].precision,
    describe,
    name: (place) => nameFiche(describe(place)),
  };
}

/**
 * @param {import("../catalogue/colonnes.js").Points} decoded
 * @param {Record<string, string>} themes names by code, said until titles come
 * @returns {Points & {catalogue: object | null, list: (rang: number) => number[]}}
 */
export function readCatalogue(decoded, themes) {
  const theme = (place) => decoded.themes[decoded.theme[decoded.rang[place]]];
  const points = {
    nombre: decoded.rang.length,
    latitude: decoded.latitude,
    longitude: decoded.longitude,
    rang: decoded.rang,
    theme,
    precision: (place) => PRECISIONS[decoded.precision[place]],
    catalogue: null,
    describe: (place) => points.catalogue && describeRow(points.catalogue, place),
    name: (place) =>
      points.catalogue
        ? nameFiche(describeRow(points.catalogue, place))
        : (themes[theme(place)] ?? theme(place)),
    list: (rang) => {
      const first = decoded.debut[rang];
      return Array.from({ length: decoded.debut[rang + 1] - first }, (_, n) => first + n);
    },
  };
  return points;
}

/** @returns {Fiche} */
function describeRow(catalogue, place) {
  const { rang } = catalogue.points;
  const row = rang[place];
  const commune = catalogue.facettes.territoire.termes[catalogue.communeDuLieu[place]].nom;
  const nom = catalogue.lieu.get(place);
  const alone = catalogue.points.debut[row + 1] - catalogue.points.debut[row] === 1;
  const situe = catalogue.situe[row];
  return {
    titre: catalogue.titre[row],
    lieu: nom ? `${nom}, ${commune}` : commune,
    url: `initiatives/${catalogue.slug[row]}/`,
    resume: catalogue.resume?.[row],
    situe: alone && situe !== commune ? situe : undefined,
  };
}

const nameFiche = ({ titre, lieu }) => `${titre}, ${lieu}`;
