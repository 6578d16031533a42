/** Quartiers and relations choose links together: « near the Cité 5 » is one link, not two. */

/** The order of counts: dans, proche, dessert, commune (« à préciser »). */
const RELATIONS = ["d", "p", "s", "c"];
/** « À préciser » is no tie until someone asks for it. */
const USUAL = ["d", "p", "s"];
/** Rows that miss as many things, or more, are counted nowhere. */
export const LOST = 2;

const ranks = new Uint8Array(128);
RELATIONS.forEach((relation, rank) => (ranks[relation.charCodeAt(0)] = rank));

/**
 * @param {import("./colonnes.js").Catalogue} catalogue
 * @param {import("./etat.js").Etat} etat
 */
export function makeTies({ facettes, liens }, etat) {
  const { debut, quartier, relation } = liens;
  const codes = etat.valeurs.qpv;
  const asked = etat.relations.length ? etat.relations : USUAL;
  const kept = Uint8Array.from(RELATIONS, (one) => (asked.includes(one) ? 1 : 0));
  const chosen = new Uint8Array(facettes.qpv.termes.length).fill(codes.length ? 0 : 1);
  for (const code of codes) {
    if (facettes.qpv.index.has(code)) chosen[facettes.qpv.index.get(code)] = 1;
  }

  return {
    /**
     * Count one more thing missed for the rows that have no link with a relation and a quartier
     * among those chosen.
     *
     * @param {Uint8Array} missed changed
     * @param {Uint8Array} last changed
     * @param {number} which
     */
    miss(missed, last, which) {
      if (!codes.length && !etat.relations.length) return;
      for (let row = 0; row < missed.length; row++) {
        let tied = false;
        for (let link = debut[row]; link < debut[row + 1] && !tied; link++) {
          tied = kept[ranks[relation.charCodeAt(link)]] === 1 && chosen[quartier[link]] === 1;
        }
        if (tied) continue;
        missed[row]++;
        last[row] = which;
      }
    },
    /**
     * Count rows that miss nothing, or this only.
     *
     * @returns {{qpv: Uint32Array, relation: Uint32Array}} by quartier, with the relations chosen;
     *   by relation, with the quartiers chosen
     */
    count(missed, last, which) {
      const qpv = new Uint32Array(chosen.length);
      const relations = new Uint32Array(RELATIONS.length);
      for (let row = 0; row < missed.length; row++) {
        if (missed[row] && (missed[row] >= LOST || last[row] !== which)) continue;
        let seen = 0;
        let counted = -1;
        for (let link = debut[row]; link < debut[row + 1]; link++) {
          const rank = ranks[relation.charCodeAt(link)];
          const which = quartier[link];
          seen |= chosen[which] << rank;
          // Links of a row follow the quartiers: one may be near and served.
          if (!kept[rank] || which === counted) continue;
          qpv[which]++;
          counted = which;
        }
        for (let rank = 0; seen; rank++, seen >>= 1) relations[rank] += seen & 1;
      }
      return { qpv, relation: relations };
    },
  };
}
