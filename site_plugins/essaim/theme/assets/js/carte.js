/** Leaflet, the markers and the queue of the page's maps. */

import L from "./carte/leaflet.js";
import { addContours } from "./contours.js";
import { addInitiatives } from "./initiatives.js";
import { drainQueue } from "./file.js";
import { prepareMaps } from "./reglages.js";

prepareMaps(L);
drainQueue(L, {
  addContours: (map, contours) => addContours(L, map, contours),
  addInitiatives: (map, data, options) => addInitiatives(L, map, data, options),
});
