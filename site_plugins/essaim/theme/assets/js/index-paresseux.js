/**
 * Keeps Material's search index from being fetched before someone searches.
 *
 * Its bundle asks for the whole index on every page, tens of kilobytes that most readers never use,
 * and offers no option to wait. Runs before it; steps aside once that one request has been held.
 */

const INDEX = /\/search\/search_index\.json$/;
const SEARCH = "[data-md-component=search]";
const requests = XMLHttpRequest.prototype;
const { open } = requests;

requests.open = function openRequest(method, url, ...rest) {
  if (INDEX.test(String(url))) {
    requests.open = open;
    this.send = () => waitForSearch(() => requests.send.call(this));
  }
  return open.call(this, method, url, ...rest);
};

/** Calls back once, when the search is opened, by button, shortcut or address. */
function waitForSearch(callback) {
  const toggle = document.getElementById("__search");
  const stop = new AbortController();
  const begin = () => {
    stop.abort();
    callback();
  };
  if (toggle?.checked) return begin();
  toggle?.addEventListener("change", begin, { signal: stop.signal });
  document.addEventListener(
    "focusin",
    (event) => {
      if (event.target.closest(SEARCH)) begin();
    },
    { signal: stop.signal },
  );
}
