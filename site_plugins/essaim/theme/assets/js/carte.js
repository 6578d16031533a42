/** Leaflet, the markers and the queue of the page's maps. */

import L from "leaflet";
// leaflet.markercluster reads the global, as old plugins do.
import "./leaflet-global.js";
import "leaflet.markercluster";
import { addInitiatives } from "./initiatives.js";
import { drainQueue } from "./file.js";
import { prepareMaps } from "./reglages.js";

prepareMaps(L);
drainQueue(L, { addInitiatives: (map, data, options) => addInitiatives(L, map, data, options) });
