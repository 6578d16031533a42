/** What Material's search lacks: a button that opens it, the catalogue's initiatives, the way to them all. */

import { completeFile } from "./adresses.js";
import { findAddress } from "./textes.js";

export function setUpSearch() {
  const box = document.querySelector("[data-md-component=search]");
  const opener = document.querySelector("[data-essaim=ouvrir-recherche]");
  if (!box || !opener) return;

  const query = box.querySelector("[data-md-component=search-query]");
  const link = box.querySelector("[data-essaim=recherche-catalogue]");
  const toggle = document.getElementById("__search");
  opener.addEventListener("click", () => {
    if (!toggle.checked) toggle.click();
    query.focus();
  });
  query.addEventListener("focus", bringInitiatives, { once: true });
  query.addEventListener("input", () => {
    const target = completeFile(new URL(link.href));
    target.search = new URLSearchParams({ q: query.value }).toString();
    link.href = target.href;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") opener.focus();
  });
}

function bringInitiatives() {
  const script = document.createElement("script");
  script.src = findAddress("trouver");
  document.head.append(script);
}
