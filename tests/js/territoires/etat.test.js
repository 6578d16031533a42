import assert from "node:assert/strict";
import { test } from "node:test";

import {
  readLieu,
  roundPoint,
  writeLieu,
} from "../../../site_plugins/essaim/theme/assets/js/territoires/etat.js";

test("an address is read back as it was written", () => {
  for (const lieu of [
    { latitude: 50.43, longitude: 2.83, nom: "" },
    { latitude: -20.89123, longitude: 55.45, nom: "12 rue de l’Église, Saint-Denis & Cie" },
    { latitude: 50.43, longitude: 2.83, nom: "Rue Neuve", precision: "rue" },
    { latitude: 50.43, longitude: 2.83, nom: "", precision: 40 },
  ]) {
    assert.deepEqual(readLieu(writeLieu(lieu)), { lieu, ignore: null });
  }
  assert.equal(writeLieu({ latitude: 50.43, longitude: 2.83, nom: "Lens" }), "?point=50.43,2.83&lieu=Lens");
  assert.equal(writeLieu({ latitude: 50.43, longitude: 2.83, nom: "Lens", commune: "62498" }), "?commune=62498");
  assert.equal(writeLieu(null), "");
});

test("a commune waits for its centre", () => {
  const lieu = { latitude: null, longitude: null, nom: "", commune: "2A004" };
  assert.deepEqual(readLieu("?commune=2a004"), { lieu, ignore: null });
});

test("anything else is said, and nothing is thrown", () => {
  assert.deepEqual(readLieu(""), { lieu: null, ignore: null });
  assert.deepEqual(readLieu("?lieu=Lens"), { lieu: null, ignore: null });
  for (const bad of ["50.43", "50.43,2.83,1", "91,2", "50,181", "a,b", "50.43;2.83", ""]) {
    assert.deepEqual(readLieu(`?point=${bad}`), { lieu: null, ignore: bad });
  }
  assert.equal(readLieu("?commune=6249").ignore, "6249");
  assert.equal(readLieu(`?commune=${"9".repeat(99)}`).ignore.length, 41);
  for (const precision of ["0", "-3", "x", "1e9"]) {
    assert.equal(readLieu(`?point=50,2&precision=${precision}`).lieu.precision, undefined);
  }
});

test("a point is kept to the metre, on this side of the world", () => {
  assert.deepEqual(roundPoint({ latitude: 50.123456, longitude: 362.5, nom: "" }), {
    latitude: 50.12346,
    longitude: 2.5,
    nom: "",
  });
  assert.equal(roundPoint({ latitude: 0, longitude: -304.55 }).longitude, 55.45);
});
