/** A small catalogue whose every answer can be told by reading it. */

import {
  addTexts,
  decodeCatalogue,
  decodePoints,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js";
import { writeFiles } from "./fichiers.js";

export const TERMES = {
  theme: [
    ["energie", "Énergie et climat"],
    ["mobilite", "Mobilité"],
    ["alimentation", "Agriculture et alimentation"],
  ],
  type: [
    ["garage-solidaire", "Garage solidaire"],
    ["cooperative-solaire", "Société solaire citoyenne"],
    ["tiers-lieu", "Tiers-lieu"],
  ],
  statut: [
    ["en-projet", "En projet"],
    ["en-activite", "En activité"],
  ],
  public: [
    ["familles", "Familles"],
    ["jeunes", "Jeunes"],
  ],
  label: [
    ["euralens", "Label Euralens"],
    ["euralens.nomine", "Label Euralens : nominé"],
    ["euralens.labellise", "Label Euralens : labellisé"],
  ],
  annee: [
    ["2021", "2021"],
    ["2022", "2022"],
  ],
  forme: [
    ["association", "Association"],
    ["sas", "Société par actions simplifiée"],
  ],
  levier: [
    ["1", "Repérer et faire connaître"],
    ["4", "Adapter les financements"],
  ],
};

export const QUARTIERS = [
  ["QN05950M", "Cité 5"],
  ["QN06222M", "Résidence du Parc"],
  ["QN06223M", "QN06223M"],
];

/** @type {import("./fichiers.js").Told[]} */
export const ROWS = [
  {
    titre: "Le Garage solidaire du Hainaut",
    porteur: "Convergences Plurielles",
    termes: {
      theme: ["mobilite", "energie"],
      type: ["garage-solidaire"],
      statut: ["en-activite"],
      public: ["familles"],
      forme: ["association"],
    },
    depuis: 201404,
    lieux: [
      { commune: "59172", latitude: 50.3254, longitude: 3.3951, nom: "Antenne de Denain" },
      { commune: "62498", latitude: 50.43, longitude: 2.83, precision: "c" },
    ],
    liens: [
      ["QN05950M", "d", 0],
      ["QN06222M", "p", 120],
    ],
    resume: "On y répare des voitures : l’atelier d’insertion accueille des familles.",
    extra: ["reparation", "velos"],
  },
  {
    titre: "Mine de Soleil",
    porteur: "SAS Mine de Soleil",
    termes: {
      theme: ["energie"],
      type: ["cooperative-solaire"],
      statut: ["en-activite"],
      label: ["euralens", "euralens.labellise"],
      annee: ["2022"],
      forme: ["sas"],
      levier: ["4"],
    },
    depuis: 2019,
    lieux: [{ commune: "62510", latitude: 50.4201, longitude: 2.7701, precision: "r" }],
    liens: [["QN06222M", "s", -1]],
    resume: "Des panneaux solaires sur les toits publics, et des épargnants réunis.",
    extra: ["eau", "panneaux"],
  },
  {
    titre: "Épicerie « Le Bœuf & l’Œuf »",
    slug: "epicerie-le-boeuf",
    porteur: "Ville de Lens",
    termes: {
      theme: ["alimentation"],
      type: ["tiers-lieu"],
      statut: ["en-projet"],
      public: ["familles", "jeunes"],
      forme: ["association"],
      levier: ["1", "4"],
    },
    depuis: 20220618,
    lieux: [{ commune: "62498", latitude: 50.4301, longitude: 2.8302, precision: "n" }],
    liens: [
      ["QN05950M", "c", -1],
      ["QN06223M", "d", 0],
      ["QN06223M", "s", -1],
    ],
    resume: "Une épicerie où les jardins partagés vendent leurs légumes.",
    extra: ["garage"],
  },
  {
    titre: "Cuisine de rue",
    porteur: "Ville de Lens",
    termes: { theme: ["alimentation"], type: ["tiers-lieu"], statut: ["en-projet"] },
    lieux: [],
    situe: "Itinérante\u00a0: Pas-de-Calais",
    agit: ["departement", ["62", "80"]],
    resume: "Un camion et des jardiniers, de ville en ville.",
  },
];

/** @returns {{points: object, catalogue: object, textes: object}} */
export function writeSmall() {
  return writeFiles(ROWS, { termes: TERMES, quartiers: QUARTIERS });
}

/** @returns {import("../../../site_plugins/essaim/theme/assets/js/catalogue/colonnes.js").Catalogue} */
export function readSmall({ texts = true } = {}) {
  const files = structuredClone(writeSmall());
  const catalogue = decodeCatalogue(files.catalogue, decodePoints(files.points));
  if (texts) addTexts(catalogue, files.textes);
  return catalogue;
}

/** @returns {string[]} codes that a row has in a facet */
export function listCodes({ facettes }, nom, row) {
  const { termes, debut, valeurs } = facettes[nom];
  return Array.from(valeurs.subarray(debut[row], debut[row + 1]), (index) => termes[index].code);
}
