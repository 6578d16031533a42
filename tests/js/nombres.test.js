// Numbers are written as the platform would, had we waited for it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { writeNumber } from "../../site_plugins/essaim/theme/assets/js/nombres.js";
import { makeChance } from "./support/hasard.js";

test("numbers are written as the platform writes French", () => {
  const { format } = new Intl.NumberFormat("fr-FR");
  const chance = makeChance(5);
  const some = Array.from({ length: 300 }, () => chance.integer(0, 10 ** chance.integer(0, 9)));
  for (const value of [0, 7, 999, 1000, 12345, 1234567, 0.5, 2.5, 1234.5, ...some]) {
    assert.equal(writeNumber(value), format(value));
  }
});
