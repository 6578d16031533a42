// Reads what Python wrote with the scripts' own decoder, and tells it plainly.
//
//   node relire.mjs < {"carte", "catalogue", "textes", "textes_a_plier"}
import { readFileSync } from "node:fs";

const FOLDER = "../../site_plugins/essaim/theme/assets/js/catalogue";
const { addTexts, decodeCatalogue, decodePoints } = await import(`${FOLDER}/colonnes.js`);
const { foldText } = await import(`${FOLDER}/mots.js`);

const given = JSON.parse(readFileSync(0, "utf8"));
const points = decodePoints(given.carte);
const catalogue = decodeCatalogue(given.catalogue, points);
addTexts(catalogue, given.textes);

const { liens, quartiers, facettes } = catalogue;
const between = (debut, row, tell) =>
  Array.from({ length: debut[row + 1] - debut[row] }, (_, i) => tell(debut[row] + i));

const rows = catalogue.titre.map((titre, row) => ({
  titre,
  slug: catalogue.slug[row],
  porteur: catalogue.porteur[row],
  depuis: catalogue.depuis[row],
  theme: points.themes[points.theme[row]],
  situe: catalogue.situe[row],
  facettes: Object.fromEntries(
    Object.values(facettes).map(({ nom, debut, valeurs, termes }) => [
      nom,
      between(debut, row, (i) => termes[valeurs[i]].code),
    ]),
  ),
  places: between(points.debut, row, (i) => [
    points.latitude[i],
    points.longitude[i],
    points.precision[i],
    catalogue.lieu.get(i) ?? null,
    facettes.territoire.termes[catalogue.communeDuLieu[i]].code,
  ]),
  liens: between(liens.debut, row, (i) => [
    quartiers[liens.quartier[i]].code,
    liens.relation[i],
    liens.distance[i],
  ]),
  resume: catalogue.resume[row],
  extra: catalogue.extra[row],
}));

process.stdout.write(JSON.stringify({ rows, plies: given.textes_a_plier.map(foldText) }));
