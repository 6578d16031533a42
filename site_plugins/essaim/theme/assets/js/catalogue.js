/**
 * The catalogue's list: filter as one types, keep the address in step, talk to the map.
 *
 * Events on `document`, their `detail` holding slugs:
 *   essaim:filtre  {slugs: Set<string> | null}   list → map, null for all
 *   essaim:survol  {slug: string | null}          list → map
 *   essaim:choix   {slug: string}                 map → list
 *   essaim:prete                                  map → list, which says its filter again
 */

import { foldText, makeMatcher } from "./filtre.js";
import { say } from "./textes.js";

const ANNOUNCE_MS = 600;

export function setUpCatalogue() {
  const page = document.querySelector("[data-essaim=catalogue]");
  if (!page) return;
  const part = (name) => page.querySelector(`[data-essaim=${name}]`);
  const list = part("liste");
  const form = part("filtre");
  const field = form.querySelector("input");
  const items = [...list.children].map((node) => ({
    node,
    slug: node.dataset.slug,
    folded: foldText(node.textContent),
  }));

  const apply = () => {
    const matches = makeMatcher(field.value);
    const slugs = new Set();
    for (const item of items) {
      const kept = matches(item.folded);
      item.node.hidden = !kept;
      if (kept) slugs.add(item.slug);
    }
    showCount(part, slugs.size);
    part("vide").hidden = slugs.size > 0 || items.length === 0;
    writeAddress(field.value.trim());
    send("essaim:filtre", { slugs: slugs.size === items.length ? null : slugs });
  };

  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) apply();
  field.addEventListener("input", apply);
  document.addEventListener("essaim:prete", () => field.value && apply());
  form.addEventListener("submit", (event) => event.preventDefault());
  part("effacer").addEventListener("click", () => {
    field.value = "";
    apply();
    field.focus();
  });
  if (location.hash === "#q") field.focus();
  linkListToMap(list);
  setUpSwitch(page, part("bascule"));
}

let announcing;
function showCount(part, count) {
  const key = count === 0 ? "resultats_aucun" : count === 1 ? "resultats_un" : "resultats_autre";
  const words = say(key, count);
  part("nombre").textContent = words;
  // Told once the reader pauses, or every letter would be read aloud.
  clearTimeout(announcing);
  announcing = setTimeout(() => (part("annonce").textContent = words), ANNOUNCE_MS);
}

function writeAddress(query) {
  const url = new URL(location.href);
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  // Some browsers refuse to change the address of a file.
  try {
    history.replaceState(history.state, "", url);
  } catch {}
}

function linkListToMap(list) {
  const tell = (event) => {
    const item = event.target instanceof Element ? event.target.closest("li[data-slug]") : null;
    send("essaim:survol", { slug: item?.dataset.slug ?? null });
  };
  const leave = () => send("essaim:survol", { slug: null });
  list.addEventListener("pointerover", tell);
  list.addEventListener("focusin", tell);
  list.addEventListener("pointerleave", leave);
  list.addEventListener("focusout", leave);
  document.addEventListener("essaim:choix", ({ detail }) => {
    for (const item of list.querySelectorAll(".fiche--choisie")) {
      item.classList.remove("fiche--choisie");
    }
    const item = list.querySelector(`[data-slug="${CSS.escape(detail.slug)}"]`);
    item?.classList.add("fiche--choisie");
    item?.scrollIntoView({ block: "center" });
  });
}

/** On a small screen, one button shows the list or the map; the map loads only then. */
function setUpSwitch(page, button) {
  page.classList.add("catalogue--bascule");
  button.setAttribute("role", "button");
  const toggle = (event) => {
    event.preventDefault();
    const onMap = page.classList.toggle("catalogue--carte");
    button.querySelector("span").textContent = say(onMap ? "voir_liste" : "voir_carte");
    window.scrollTo({ top: 0 });
    if (onMap) send("essaim:carte-visible", {});
  };
  button.addEventListener("click", toggle);
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") toggle(event);
  });
}

function send(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
