/** The answer in words: a title, what explains it, and what is uncertain. */

import { writeDistance } from "../catalogue/distances.js";

const KILOMETRE = 1000;

/**
 * @typedef {import("./etat.js").Lieu} Lieu
 * @typedef {import("./recherche-quartiers.js").Trouve} Trouve
 * @typedef {(key: string, count?: number) => string} Say
 *
 * @typedef {{titre: string, phrases: string[]}} Paroles
 */

/** @param {Lieu} lieu @param {Say} say @returns {string} what the reader chose */
export function nameLieu({ nom, precision }, say) {
  if (nom) return nom;
  if (typeof precision === "number") return fill(say("quartier_position"), writeDistance(precision));
  return say("quartier_point");
}

/**
 * @param {Trouve[]} trouves as `findAround` gives them
 * @param {Lieu} lieu a point
 * @param {Say} say
 * @returns {Paroles}
 */
export function tellPoint(trouves, lieu, say) {
  const [first] = trouves;
  if (!first) return { titre: say("quartier_titre_loin"), phrases: [say("quartier_aucun")] };
  const same = trouves.filter(({ relation }) => relation === first.relation);
  const phrases = [tellFirst(first, same.length, say), ...tellDoubts(trouves, lieu, say)];
  const key = `quartier_titre_${first.relation}`;
  const named = first.relation === "dans" || first.relation === "bord";
  if (!named) return { titre: say(key), phrases };
  const titre = same.length > 1 ? say(`${key}_autre`, same.length) : fill(say(`${key}_un`), first.quartier.nom);
  return { titre, phrases };
}

function tellFirst({ relation, metres }, count, say) {
  if (relation === "dans" && count > 1) return say("quartier_dans_autre");
  return fill(say(`quartier_${relation}`), tellMetres(metres));
}

/** What might be otherwise, were the place better known. */
function tellDoubts(trouves, { precision }, say) {
  if (precision === "rue") return [say("quartier_rue")];
  const edge = Math.min(...trouves.map(({ limite }) => limite));
  if (typeof precision !== "number" || precision < edge) return [];
  return [fill(say("quartier_imprecis"), writeDistance(precision))];
}

/**
 * @param {{quartiers: object[], proche: Trouve | null}} found as `findOfCommune` gives it
 * @param {Lieu} lieu a commune
 * @param {Say} say
 * @returns {Paroles}
 */
export function tellCommune({ quartiers, proche }, { nom }, say) {
  const count = quartiers.length;
  if (count) {
    const key = count === 1 ? "quartier_commune_un" : "quartier_commune_autre";
    return { titre: fill(say("quartier_titre_commune"), nom), phrases: [say(key, count)] };
  }
  const titre = fill(say("quartier_titre_commune_vide"), nom);
  if (!proche) return { titre, phrases: [say("quartier_aucun")] };
  const phrase = proche.metres
    ? fill(say("quartier_commune_proche"), writeDistance(roundMetres(proche.metres)))
    : say("quartier_commune_dedans");
  return { titre, phrases: [phrase] };
}

/** @param {Trouve} trouve @param {Say} say @returns {string} how a quartier stands to the point */
export function tellRelation({ relation, metres }, say) {
  if (relation === "dans" || relation === "bord") return say(`quartier_relation_${relation}`);
  return fill(say("quartier_a"), tellMetres(metres));
}

/**
 * @param {{metres: number, environ: boolean, surPlace: boolean}} entry as `listNearest` gives it
 * @param {Say} say
 * @returns {string} how far an initiative is, no more exactly than anybody knows
 */
export function tellNearness({ metres, environ, surPlace }, say) {
  if (surPlace) return say("quartier_sur_place");
  if (!environ) return fill(say("quartier_a"), tellMetres(metres));
  return metres < KILOMETRE
    ? say("quartier_pres")
    : fill(say("quartier_environ"), writeDistance(metres));
}

/** Metres up to a kilometre: a reader near the edge wants them all, and never « 0 m » outside. */
function tellMetres(metres) {
  return writeDistance(Math.max(metres, 1));
}

/** A commune's centre is not a place: its distances are round. */
function roundMetres(metres) {
  return metres < KILOMETRE ? Math.max(100, Math.round(metres / 100) * 100) : metres;
}

/** Names may hold « $ », which a plain replacement would read. */
function fill(sentence, words) {
  return sentence.replace("#", () => words);
}
