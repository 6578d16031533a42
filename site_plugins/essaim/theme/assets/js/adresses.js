/** Addresses when the site is opened from a folder: browsers do not look for index.html there. */

/**
 * @param {URL} url
 * @returns {URL} the same page, as a file
 */
export function completeFile(url) {
  if (url.protocol === "file:" && url.pathname.endsWith("/")) {
    url.pathname += "index.html";
  }
  return url;
}

/** Rewrite links and search forms as they are used; does nothing on a web server. */
export function watchFileLinks() {
  if (location.protocol !== "file:") return;
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (link) link.href = completeFile(new URL(link.href)).href;
    },
    true,
  );
  for (const form of document.querySelectorAll("form[action]")) {
    form.action = completeFile(new URL(form.action)).href;
  }
}
