/** Catalogues of any size that say nothing true, the same ones for the same seed. */

import { makeChance } from "./hasard.js";

const SYLLABLES =
  "ba be bi bo bou ca ce ci co cu da dé di du fa fê fi fo ga gé go gué ha hé jar la lé li lo ma mé mi mo mu na né " +
  "ni nou pa pé pi po qua ra ré ri ro sa sé si so sol ta té ti to tu va vé vi vo œu ça";
const ENDINGS = "r s t n le ne te re que ment tion age aire ique eur euse".split(" ");
const SMALL = "le la les de des du un une et à en pour dans sur avec qui l’ d’".split(" ");
const TELLING = "garage solidaire énergie jardin vélo école emploi habitants quartier coopérative".split(" ");
const WORDS = 15_000;
const COUNTS = { theme: 15, type: 40, statut: 5, public: 20, label: 6, annee: 10, forme: 14, levier: 8 };
const COMMUNES = 3000;
const EPCIS = 700;
const DEPARTEMENTS = 96;
const REGIONS = 13;
const QUARTIERS = 1609;

/**
 * @param {number} count of rows
 * @param {number} [seed]
 * @returns {[import("./fichiers.js").Told[], object]} what `writeFiles` needs
 */
export function tellCatalogue(count, seed = 1) {
  const chance = makeChance(seed);
  const words = [...TELLING, ...Array.from({ length: WORDS }, () => makeWord(chance))];
  const write = (number) => {
    const text = Array.from({ length: number }, () =>
      chance.draw() < 0.35 ? chance.pick(SMALL) : words[chance.rank(words.length)],
    ).join(" ");
    return `${text[0].toUpperCase()}${text.slice(1)}`;
  };
  const termes = Object.fromEntries(
    Object.entries(COUNTS).map(([nom, size]) => [
      nom,
      Array.from({ length: size }, (_, i) => [`${nom}-${i}`, write(2)]),
    ]),
  );
  const codes = (nom) => termes[nom].map(([code]) => code);
  const territoires = {
    region: list(REGIONS, (i) => [String(i), `Région ${i}`]),
    departement: list(DEPARTEMENTS, (i) => [String(i), `Département ${i}`, i % REGIONS]),
    epci: list(EPCIS, (i) => [String(i), `Communauté ${write(2)}`]),
    commune: list(COMMUNES, (i) => {
      const departement = Math.floor((i * DEPARTEMENTS) / COMMUNES);
      return [String(10_000 + i), write(1), departement, Math.floor((i * EPCIS) / COMMUNES)];
    }),
  };
  const quartiers = list(QUARTIERS, (i) => [`QN${String(i).padStart(5, "0")}M`, write(3)]);
  const porteurs = list(Math.ceil(count / 2), () => write(3));
  const rows = list(count, (i) => ({
    titre: `${write(5)} ${i}`,
    porteur: chance.pick(porteurs),
    termes: {
      theme: [...new Set([chance.pick(codes("theme")), ...chance.some(codes("theme"), 2)])],
      type: [chance.pick(codes("type"))],
      statut: [chance.pick(codes("statut"))],
      public: chance.some(codes("public"), 3),
      label: chance.draw() < 0.1 ? [chance.pick(codes("label"))] : [],
      annee: chance.draw() < 0.1 ? [chance.pick(codes("annee"))] : [],
      forme: [chance.pick(codes("forme"))],
      levier: chance.draw() < 0.2 ? chance.some(codes("levier"), 2) : [],
    },
    depuis: chance.pick([0, 2019, 202104, 20220618, chance.integer(1990, 2026)]),
    lieux: list(chance.draw() < 0.9 ? 1 : chance.integer(0, 4), () => {
      const rank = chance.rank(COMMUNES, 1.5);
      return {
        commune: territoires.commune[rank][0],
        latitude: 42.5 + (rank % 60) / 8 + chance.draw() / 50,
        longitude: -4 + rank / 300 + chance.draw() / 50,
        precision: chance.pick([..."dnrlqc"]),
      };
    }),
    liens: chance
      .some(quartiers, 4)
      .sort()
      .flatMap(([code]) => {
        const link = [code, chance.pick([..."dpsc"]), chance.integer(-1, 300)];
        const isServed = "dp".includes(link[1]) && chance.draw() < 0.1;
        return isServed ? [link, [code, "s", -1]] : [link];
      }),
    resume: `${write(24)}.`,
    extra: list(chance.integer(0, 12), () => strip(words[chance.rank(words.length)])),
  }));
  return [rows, { termes, territoires, quartiers }];
}

function makeWord(chance) {
  const middle = list(chance.integer(1, 3), () => chance.pick(SYLLABLES.split(" "))).join("");
  return middle + chance.pick(ENDINGS);
}

const strip = (word) =>
  word.replaceAll("œ", "oe").normalize("NFD").replace(/[^a-z0-9]/g, "");

function list(count, make) {
  return Array.from({ length: count }, (_, i) => make(i));
}
