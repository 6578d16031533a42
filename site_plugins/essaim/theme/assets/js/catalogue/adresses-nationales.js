/** The national address service, asked from the reader's browser, and only when the reader says so. */

/** Its search, as https://geoservices.ign.fr/documentation/services/services-geoplateforme/geocodage tells it. */
const SERVICE = "https://data.geopf.fr/geocodage/search";
const SHOWN = 5;
const PATIENCE_MS = 8000;

/**
 * @param {string} text
 * @returns {Promise<{nom: string, latitude: number, longitude: number, type: string, commune: string}[]>} type: housenumber,
 *   street, locality or municipality; commune: its INSEE code; rejects when the service does not answer well
 */
export async function findAddresses(text) {
  const url = new URL(SERVICE);
  url.search = new URLSearchParams({ q: text.slice(0, 200), limit: SHOWN, autocomplete: 0 });
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(PATIENCE_MS),
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { features } = await answer.json();
  return features.map(({ geometry, properties }) => {
    const [longitude, latitude] = geometry.coordinates;
    if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) throw new Error("coordinates");
    const { label, type = "", citycode = "" } = properties;
    return { nom: String(label), latitude, longitude, type: String(type), commune: String(citycode) };
  });
}
