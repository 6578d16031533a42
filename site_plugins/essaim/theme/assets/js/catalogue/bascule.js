/** On a small screen, one button shows the list or the map; the map loads only then. */

import { say } from "../textes.js";

/** @param {import("./page.js").Heart} heart */
export function setUpSwitch(heart) {
  const { page } = heart;
  const button = heart.part("bascule");
  page.classList.add("catalogue--bascule");
  button.setAttribute("role", "button");
  const turn = (onMap) => {
    page.classList.toggle("catalogue--carte", onMap);
    button.querySelector("span").textContent = say(onMap ? "voir_liste" : "voir_carte");
    if (onMap) document.dispatchEvent(new CustomEvent("essaim:carte-visible", { detail: {} }));
  };
  const toggle = (event) => {
    event.preventDefault();
    const onMap = !page.classList.contains("catalogue--carte");
    turn(onMap);
    window.scrollTo({ top: 0 });
    heart.changer((etat) => (etat.vue = onMap ? "carte" : "liste"), {
      pousser: false,
      cadrer: false,
    });
  };
  button.addEventListener("click", toggle);
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") toggle(event);
  });
  document.addEventListener("essaim:etat-lu", () => turn(heart.etat.vue === "carte"));
  if (heart.etat.vue === "carte") turn(true);
}
