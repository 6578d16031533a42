/** A list of choices under a field: the combobox of the ARIA practices guide, the focus stays in the field. */

let lists = 0;

/**
 * @param {HTMLInputElement} field with role combobox
 * @param {HTMLElement} list with role listbox
 * @param {(index: number, event: Event) => void} take a choice: the list stays open unless it closes it
 * @returns {{open: (nodes: HTMLElement[]) => void, close: () => void}} nodes with role option, the best first
 */
export function setUpChoices(field, list, take) {
  const prefix = `choix-${++lists}-`;
  let active = -1;

  const point = (index) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const node = list.children[active];
    if (!node) return field.removeAttribute("aria-activedescendant");
    node.setAttribute("aria-selected", "true");
    node.scrollIntoView({ block: "nearest" });
    return field.setAttribute("aria-activedescendant", node.id);
  };
  const open = (nodes) => {
    nodes.forEach((node, index) => {
      node.id = prefix + index;
      node.setAttribute("aria-selected", "false");
    });
    list.replaceChildren(...nodes);
    list.hidden = nodes.length === 0;
    field.setAttribute("aria-expanded", String(nodes.length > 0));
    point(-1);
  };
  const close = () => open([]);

  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && count) {
      event.preventDefault();
      // From the field itself, up leads to the last one.
      point(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (count) take(Math.max(active, 0), event);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  field.addEventListener("blur", close);
  // The blur would close the list before the click is known.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (index >= 0) take(index, event);
  });
  return { open, close };
}

/**
 * @param {string} words
 * @param {string} [note] in small
 * @param {"li" | "a"} [tag]
 * @returns {HTMLElement} an option for `open`
 */
export function makeOption(words, note, tag = "li") {
  const node = document.createElement(tag);
  node.setAttribute("role", "option");
  node.textContent = words;
  if (note) {
    const small = document.createElement("small");
    small.textContent = ` ${note}`;
    node.append(small);
  }
  return node;
}
