import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { getElementById: () => null };
const { keepMainland } = await import(
  "../../site_plugins/essaim/theme/assets/js/territoires.js"
);

const lens = { lat: 50.43, lng: 2.83 };
const saintDenis = { lat: -20.88, lng: 55.45 };

test("a map looks at the mainland when it has points there", () => {
  assert.deepEqual(keepMainland([saintDenis, lens]), [lens]);
});

test("a map of overseas places looks at them", () => {
  assert.deepEqual(keepMainland([saintDenis]), [saintDenis]);
});
