/** A JSON file of the site, for scripts that nobody else keeps it for. */

/**
 * @param {string | URL} url
 * @returns {Promise<any>} rejects when it does not come or is no JSON
 */
export async function fetchJson(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}
