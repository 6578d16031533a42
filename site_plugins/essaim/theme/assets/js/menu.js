/** The main menu on narrow screens: a button that opens a list. Without script the list is open. */

import { say } from "./textes.js";

export function setUpMenu() {
  const button = document.querySelector("[data-essaim=menu]");
  const menu = document.getElementById("menu");
  if (!button || !menu) return;

  const toggle = (open) => {
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", say(open ? "menu_fermer" : "menu_ouvrir"));
    menu.classList.toggle("menu--ouvert", open);
  };
  button.hidden = false;
  menu.classList.add("menu--pliable");
  toggle(false);
  button.addEventListener("click", () => toggle(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.classList.contains("menu--ouvert")) {
      toggle(false);
      button.focus();
    }
  });
}
