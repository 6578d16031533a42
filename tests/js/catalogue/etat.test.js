import assert from "node:assert/strict";
import { test } from "node:test";

import {
  FACETTES,
  emptyState,
  readState,
  writeState,
} from "../../../site_plugins/essaim/theme/assets/js/catalogue/etat.js";
import { makeChance } from "../support/hasard.js";
import { readSmall } from "../support/petit.js";

const catalogue = readSmall();

const readAlone = (search) => {
  const { etat, ignores } = readState(search, catalogue);
  assert.deepEqual(ignores, []);
  return etat;
};

test("an empty address is everything, and the other way round", () => {
  for (const search of ["", "?", "?q=", "?q=++", "?theme=", "?theme=,,", "?vue=liste", "?autour="]) {
    assert.deepEqual(readState(search, catalogue), { etat: emptyState(), ignores: [] }, search);
  }
  assert.equal(writeState(emptyState()), "");
});

test("two empty states share nothing", () => {
  emptyState().valeurs.theme.push("energie");
  assert.deepEqual(emptyState().valeurs.theme, []);
  assert.deepEqual(Object.keys(emptyState().valeurs), FACETTES);
});

test("an address says the whole state", () => {
  const search =
    "?q=l%E2%80%99eau+du+toit&theme=energie,mobilite&label=euralens.labellise&region=32" +
    "&departement=62&commune=62498,62510&qpv=QN06222M&relation=dans,a-preciser" +
    "&autour=50.4291,2.8319&lieu=Lens&rayon=2.5&zone=2.5,50,3.25,50.7501&tri=date" +
    "&fiches=mine-de-soleil,cuisine-de-rue&vue=carte";
  const etat = readAlone(search);
  assert.deepEqual(etat, {
    q: "l’eau du toit",
    valeurs: {
      ...emptyState().valeurs,
      theme: ["energie", "mobilite"],
      label: ["euralens.labellise"],
      territoire: ["region:32", "departement:62", "commune:62498", "commune:62510"],
      qpv: ["QN06222M"],
    },
    relations: ["d", "c"],
    autour: { latitude: 50.4291, longitude: 2.8319, nom: "Lens" },
    rayon: 2.5,
    zone: [2.5, 50, 3.25, 50.7501],
    tri: "date",
    fiches: ["mine-de-soleil", "cuisine-de-rue"],
    vue: "carte",
  });
  assert.equal(writeState(etat), search);
});

test("a commune may be known by its code only", () => {
  const etat = readAlone("?autour=2a004&rayon=20");
  assert.deepEqual(etat.autour, { latitude: null, longitude: null, nom: "", code: "2A004" });
  assert.equal(writeState(etat), "?autour=2A004&rayon=20");
  const known = { ...etat.autour, latitude: 41.9, longitude: 8.7, nom: "Ajaccio" };
  assert.equal(writeState({ ...etat, autour: known }), "?autour=2A004&rayon=20");
});

test("an empty selection is not everything", () => {
  assert.deepEqual(readAlone("?fiches=").fiches, []);
  assert.equal(writeState({ ...emptyState(), fiches: [] }), "?fiches=");
  assert.deepEqual(readState("?fiches=partie-depuis", catalogue), {
    etat: { ...emptyState(), fiches: [] },
    ignores: [{ cle: "fiches", valeur: "partie-depuis" }],
  });
});

test("hands write in any case, twice, and with spaces", () => {
  const etat = readAlone("theme=ENERGIE, mobilite,energie&theme=mobilite&qpv=qn06222m&departement=62");
  assert.deepEqual(etat.valeurs.theme, ["energie", "mobilite"]);
  assert.deepEqual(etat.valeurs.qpv, ["QN06222M"]);
});

const IGNORED = [
  ["theme=energie,inconnu", "theme", "inconnu"],
  ["theme=<script>", "theme", "<script>"],
  ["departement=99", "departement", "99"],
  ["qpv=QN99999M", "qpv", "QN99999M"],
  ["relation=dedans", "relation", "dedans"],
  ["relation=constructor", "relation", "constructor"],
  ["autour=95.1,2.8", "autour", "95.1,2.8"],
  ["autour=50,4291,2,8319", "autour", "50,4291,2,8319"],
  ["autour=50.4", "autour", "50.4"],
  ["autour=50.4,", "autour", "50.4,"],
  ["autour=1e1,2", "autour", "1e1,2"],
  ["autour=NaN,Infinity", "autour", "NaN,Infinity"],
  ["autour=Lens", "autour", "Lens"],
  ["autour=62498&rayon=-3", "rayon", "-3"],
  ["autour=62498&rayon=0", "rayon", "0"],
  ["autour=62498&rayon=9999", "rayon", "9999"],
  ["autour=62498&rayon=dix", "rayon", "dix"],
  ["rayon=20", "rayon", "20"],
  ["lieu=Lens", "lieu", "Lens"],
  ["zone=3,50,2,51", "zone", "3,50,2,51"],
  ["zone=2,50,3", "zone", "2,50,3"],
  ["zone=2,50,3,91", "zone", "2,50,3,91"],
  ["zone=2,50,3,", "zone", "2,50,3,"],
  ["tri=prix", "tri", "prix"],
  ["vue=globe", "vue", "globe"],
  ["vue=carte&vue=globe", "vue", "globe"],
  ["q=a&q=b", "q", "b"],
];
for (const [search, cle, valeur] of IGNORED) {
  test(`left aside: ?${search}`, () => {
    assert.deepEqual(readState(search, catalogue).ignores, [{ cle, valeur }]);
  });
}

test("what is left aside leaves nothing behind", () => {
  const { etat } = readState("?theme=x&relation=x&autour=x&rayon=3&zone=x&tri=x&vue=x", catalogue);
  assert.deepEqual(etat, emptyState());
});

test("other parameters are not ours", () => {
  const { etat, ignores } = readState("?utm_source=a&__proto__=b&toString=c&territoire=62&valeurs=d", catalogue);
  assert.deepEqual([etat, ignores], [emptyState(), []]);
});

test("before the catalogue is there, codes are judged by their form only", () => {
  const { etat, ignores } = readState("?theme=energie,inconnu,%3Cb%3E&commune=62498", null);
  assert.deepEqual(etat.valeurs.theme, ["energie", "inconnu"]);
  assert.deepEqual(etat.valeurs.territoire, ["commune:62498"]);
  assert.deepEqual(ignores, [{ cle: "theme", valeur: "<b>" }]);
});

test("long things are cut", () => {
  assert.equal(readAlone(`?q=${"é".repeat(500)}`).q.length, 200);
  // The cut falls in the middle of a character.
  assert.equal(readAlone(`?q=a${"😀".repeat(300)}`).q, `a${"😀".repeat(99)}`);
  const codes = Array.from({ length: 150 }, (_, i) => `t${i}`);
  const { etat, ignores } = readState(`?theme=${codes}`, null);
  assert.equal(etat.valeurs.theme.length, 100);
  assert.equal(ignores.length, 1);
  assert.ok(ignores[0].valeur.startsWith("t100,t101"));
  assert.ok(readState(`?theme=${"x".repeat(5000)}`, null).ignores[0].valeur.length <= 200);
});

test("addresses stay readable", () => {
  const etat = emptyState();
  etat.q = "eau, gaz : énergie & cie #1 + 50 %";
  assert.equal(
    writeState(etat),
    "?q=eau,+gaz+:+%C3%A9nergie+%26+cie+%231+%2B+50+%25",
  );
  assert.equal(readAlone(writeState(etat)).q, etat.q);
});

test("a map that went round the world stays in it", () => {
  const etat = { ...emptyState(), zone: [-200.123456, -91, 10, 50.123456] };
  assert.equal(writeState(etat), "?zone=-180,-90,10,50.1235");
});

/** A state that the page may be in. */
function drawState(chance) {
  const etat = emptyState();
  const { facettes, slug } = catalogue;
  const letters = [..."aé œ’,:;&=?#%+/\\\"'<>😀\u00a0ﬁ0-"];
  const round = (value) => Number(value.toFixed(4)) + 0;
  const between = (least, most) => round(least + chance.draw() * (most - least));
  if (chance.draw() < 0.5) etat.q = chance.text(letters, 30).trim();
  for (const nom of FACETTES) {
    if (chance.draw() < 0.5) etat.valeurs[nom] = chance.some(facettes[nom].termes.map(({ code }) => code), 4);
  }
  // Territories go from the widest to the narrowest.
  const levels = ["region", "departement", "epci", "commune"];
  etat.valeurs.territoire.sort(
    (a, b) => levels.indexOf(a.split(":")[0]) - levels.indexOf(b.split(":")[0]),
  );
  if (chance.draw() < 0.3) etat.relations = chance.some([..."dpsc"], 4);
  if (chance.draw() < 0.5) {
    etat.autour =
      chance.draw() < 0.5
        ? { latitude: null, longitude: null, nom: "", code: chance.pick(["62498", "2A004", "97411"]) }
        : { latitude: between(-90, 90), longitude: between(-180, 180), nom: chance.text(letters, 20).trim() };
    etat.rayon = chance.pick([10, 1, 2.5, 100]);
  }
  if (chance.draw() < 0.3) {
    const [west, south] = [between(-180, 179), between(-90, 89)];
    etat.zone = [west, south, round(west + 0.5), round(south + 0.5)];
  }
  etat.tri = chance.pick([null, "pertinence", "distance", "nom", "date"]);
  if (chance.draw() < 0.3) etat.fiches = chance.some(slug, 4);
  etat.vue = chance.pick(["liste", "carte"]);
  return etat;
}

test("the address of any state leads back to it", () => {
  const chance = makeChance(15);
  for (let turn = 0; turn < 2000; turn++) {
    const etat = drawState(chance);
    const search = writeState(etat);
    assert.deepEqual(readState(search, catalogue), { etat, ignores: [] }, search);
    assert.equal(writeState(readState(search, null).etat), search);
    assert.equal(new URL(search, "https://exemple.fr/catalogue/").search, search);
  }
});

test("any address is read, and says the same once written again", () => {
  const chance = makeChance(16);
  const keys = [
    ..."q theme type qpv region commune relation autour lieu rayon zone tri fiches vue".split(" "),
    ..."__proto__ constructor x %71 <img".split(" "),
  ];
  const parts = [
    ..."% %zz %C3 %e9 %00 + & = ? # , : ; <script> \" ' \\ energie 62498 62 50.4 -0 dans".split(" "),
    ..."\u0000 \ud800 😀 NaN 1e9 .. // 2,50,3,51 50.4,2.8 mine-de-soleil carte date".split(" "),
  ];
  for (let turn = 0; turn < 3000; turn++) {
    const search = Array.from(
      { length: chance.integer(0, 12) },
      () => `${chance.pick(keys)}=${chance.some(parts, 4).join(chance.pick(["", ",", "&"]))}`,
    ).join("&");
    for (const known of [catalogue, null]) {
      const { etat, ignores } = readState(`?${search}`, known);
      const written = writeState(etat);
      assert.deepEqual(readState(written, known), { etat, ignores: [] }, search);
      for (const { cle, valeur } of ignores) assert.ok(cle && valeur.length <= 200);
    }
  }
});

test("huge addresses are read quickly", () => {
  for (const long of ["q=", "theme=", "theme=a,", "autour=1,", "%", "&", "fiches=a-", "zone=,"]) {
    readState(`?${long.repeat(10_240 / long.length)}`, catalogue);
    readState(`?theme=${long.repeat(10_240 / long.length)}`, catalogue);
  }
  assert.doesNotThrow(() => readState(undefined, null));
});
