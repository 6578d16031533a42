import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { createElement: () => ({}) };
const { addContours, findContourBounds } = await import(
  "../../site_plugins/essaim/theme/assets/js/contours.js"
);

test("contours are drawn with their relation and a name that is no markup", () => {
  const seen = {};
  const L = {
    geoJSON: (features, { style, onEachFeature }) => {
      seen.feature = features[0];
      seen.style = style(features[0]);
      onEachFeature(features[0], { bindTooltip: (words) => (seen.words = words) });
      const layer = { addTo: () => layer, getBounds: () => "bounds" };
      return layer;
    },
  };
  const map = {};
  const coordinates = [[[[2.8, 50.4]]]];
  addContours(L, map, [{ code: "QN06291M", nom: "<b>", relation: "dans", coordinates }]);
  assert.deepEqual(seen.feature.geometry, { type: "MultiPolygon", coordinates });
  assert.equal(seen.style.className, "essaim-contour essaim-contour--dans");
  assert.equal(seen.words.textContent, "<b> (QN06291M)");
  assert.equal(findContourBounds(map), "bounds");
  assert.equal(findContourBounds({}), undefined);
});
