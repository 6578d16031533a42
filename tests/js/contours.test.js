import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { createElement: () => ({}) };
const { addContours, findContourBounds } = await import(
  "../../site_plugins/essaim/theme/assets/js/contours.js"
);

test("contours are drawn with their relation and a name that is no markup", () => {
  const seen = {};
  const L = {
    polygon: (positions, { className }) => {
      Object.assign(seen, { positions, className });
      const shape = { bindTooltip: (words) => Object.assign(seen, { words }) && shape };
      return shape;
    },
    featureGroup: () => {
      const layer = { addTo: () => layer, getBounds: () => "bounds" };
      return layer;
    },
  };
  const map = {};
  const coordinates = [[[[2.8, 50.4]]]];
  addContours(L, map, [{ code: "QN06291M", nom: "<b>", relation: "dans", coordinates }]);
  assert.deepEqual(seen.positions, [[[[50.4, 2.8]]]]);
  assert.equal(seen.className, "essaim-contour essaim-contour--dans");
  assert.equal(seen.words.textContent, "<b> (QN06291M)");
  assert.equal(findContourBounds(map), "bounds");
  assert.equal(findContourBounds({}), undefined);
});
