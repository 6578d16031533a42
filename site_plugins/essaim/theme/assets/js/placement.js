/** Lists whose nodes come and go. */

/**
 * Put nodes in a box, in order; those that stay keep their focus and their layout.
 *
 * @param {Element} box
 * @param {Element[]} wanted
 */
export function placeNodes(box, wanted) {
  const kept = new Set(wanted);
  for (const node of [...box.children]) if (!kept.has(node)) node.remove();
  let at = box.firstElementChild;
  for (const node of wanted) {
    if (node === at) at = at.nextElementSibling;
    else box.insertBefore(node, at);
  }
}
