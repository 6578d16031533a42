/** Buttons that copy something, and say so. */

import { say } from "./textes.js";

const SHOWN_MS = 2500;

/**
 * @param {HTMLButtonElement} button whose words are in a span
 * @param {() => string} read what to copy
 * @param {string} done the key of what is said then
 */
export function setUpCopy(button, read, done) {
  const label = button.querySelector("span");
  const words = label.textContent;
  // Beside the button: what is inside one is its name, never a message.
  const status = document.createElement("span");
  status.className = "sr";
  status.setAttribute("role", "status");
  button.after(status);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(read());
      label.textContent = say(done);
    } catch {
      label.textContent = say("lien_echec");
    }
    status.textContent = label.textContent;
    setTimeout(() => {
      label.textContent = words;
      status.textContent = "";
    }, SHOWN_MS);
  });
}
