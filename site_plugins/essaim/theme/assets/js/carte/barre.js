/** What our maps add over Leaflet's own controls: buttons and a word, on top of the map. */

/**
 * @typedef {object} Bar
 * @property {(words: string, act: () => void, look?: string) => HTMLButtonElement} addButton hidden at first
 * @property {(words: string) => HTMLAnchorElement} addLink
 * @property {() => HTMLElement} addStatus a place for a sentence, read aloud when it changes
 *
 * @param {object} map
 * @returns {Bar}
 */
export function makeBar(map) {
  const container = map.getContainer();
  const bar = document.createElement("div");
  bar.className = "essaim-barre";
  // Before the map: the keyboard comes to it without going through the markers.
  container.before(bar);
  const add = (tag, words, look) => {
    const node = document.createElement(tag);
    node.className = `essaim-pilule${look ? ` essaim-pilule--${look}` : ""}`;
    node.textContent = words;
    bar.append(node);
    return node;
  };
  return {
    addButton: (words, act, look) => {
      const button = add("button", words, look);
      button.type = "button";
      button.hidden = true;
      button.addEventListener("click", () => {
        const held = document.activeElement === button;
        act();
        // A button that hides itself must not lose the keyboard.
        if (held && button.hidden) container.focus({ preventScroll: true });
      });
      return button;
    },
    addLink: (words) => add("a", words, "lien"),
    addStatus: () => {
      const status = add("p", "", "mot");
      status.setAttribute("role", "status");
      return status;
    },
  };
}
