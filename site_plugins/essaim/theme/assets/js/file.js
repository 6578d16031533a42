/** The queue of maps: each is drawn once, when it comes near the screen. */

import { say } from "./textes.js";

const NEAR = "200px";

/**
 * Draw what waits in `window.essaimCartes` and what will be pushed later.
 *
 * @param {object} L Leaflet
 * @param {object} essaim what a map's script may call
 */
export function drainQueue(L, essaim) {
  const draw = (entry, container) => {
    try {
      entry.draw(L, essaim);
    } catch (error) {
      console.error(error);
      showMessage(container, say("carte_erreur"));
    }
  };
  const waiting = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !waiting.has(target)) continue;
        observer.unobserve(target);
        draw(waiting.get(target), target);
        waiting.delete(target);
      }
    },
    { rootMargin: NEAR },
  );
  const receive = (entry) => {
    const container = document.getElementById(entry.id);
    if (!container) return;
    waiting.set(container, entry);
    observer.observe(container);
  };
  const queue = (window.essaimCartes ||= []);
  queue.splice(0).forEach(receive);
  queue.push = (...entries) => {
    entries.forEach(receive);
    return 0;
  };
}

/**
 * Say something over a map, politely.
 *
 * @param {Element} container
 * @param {string} words
 */
export function showMessage(container, words) {
  const frame = container.closest(".essaim-carte") ?? container;
  const message = document.createElement("p");
  message.className = "essaim-carte-message";
  message.setAttribute("role", "status");
  message.textContent = words;
  frame.append(message);
}
