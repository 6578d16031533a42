/*! Leaflet 1.9.4, © 2010-2023 Volodymyr Agafonkin, © 2010-2011 CloudMade, BSD-2-Clause */
/**
 * Leaflet, by its own modules and without what our maps never use: canvas, switch of layers, GeoJSON, images, videos.
 *
 * A fifth lighter than the whole. What is named here is what maps may call on `L`.
 */

import { Control, control } from "leaflet/src/control/Control.js";
import { Attribution } from "leaflet/src/control/Control.Attribution.js";
import { Scale, scale } from "leaflet/src/control/Control.Scale.js";
import { Zoom } from "leaflet/src/control/Control.Zoom.js";
import Browser from "leaflet/src/core/Browser.js";
import * as DomEvent from "leaflet/src/dom/DomEvent.js";
import { CRS } from "leaflet/src/geo/crs/CRS.js";
import { EPSG3857 } from "leaflet/src/geo/crs/CRS.EPSG3857.js";
import { toLatLngBounds } from "leaflet/src/geo/LatLngBounds.js";
import { featureGroup } from "leaflet/src/layer/FeatureGroup.js";
import { divIcon } from "leaflet/src/layer/marker/DivIcon.js";
import { marker } from "leaflet/src/layer/marker/Marker.js";
import { Popup, popup } from "leaflet/src/layer/Popup.js";
import { tileLayer } from "leaflet/src/layer/tile/TileLayer.js";
import "leaflet/src/layer/Tooltip.js";
import { circle } from "leaflet/src/layer/vector/Circle.js";
import { polygon } from "leaflet/src/layer/vector/Polygon.js";
import { svg } from "leaflet/src/layer/vector/SVG.js";
import "leaflet/src/map/handler/Map.BoxZoom.js";
import "leaflet/src/map/handler/Map.DoubleClickZoom.js";
import "leaflet/src/map/handler/Map.Drag.js";
import "leaflet/src/map/handler/Map.Keyboard.js";
import "leaflet/src/map/handler/Map.ScrollWheelZoom.js";
import "leaflet/src/map/handler/Map.TouchZoom.js";
import { createMap, Map } from "leaflet/src/map/Map.js";

CRS.EPSG3857 = EPSG3857;
Object.assign(Control, { Attribution, Scale, Zoom });
Object.assign(control, { scale });
// Leaflet's own version of this brings the canvas renderer in.
Map.include({
  getRenderer() {
    this._renderer ??= svg();
    return this.hasLayer(this._renderer) ? this._renderer : this._renderer.addTo(this);
  },
});

export default {
  Browser,
  Control,
  CRS,
  DomEvent,
  Map,
  Popup,
  circle,
  control,
  divIcon,
  featureGroup,
  latLngBounds: toLatLngBounds,
  map: createMap,
  marker,
  polygon,
  popup,
  tileLayer,
};
