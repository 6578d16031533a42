/** Work that may wait: only the last one asked for is done. */

/** @returns {(...steps: (() => void)[]) => void} do steps one after the other, letting the page answer between two */
export function makeLater() {
  let frame;
  let task;
  const go = ([step, ...steps]) => {
    step();
    if (steps.length) task = setTimeout(go, 0, steps);
  };
  return (...steps) => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
    // A frame is asked for before it is painted: the task after it comes once it is on the screen.
    frame = requestAnimationFrame(() => (task = setTimeout(go, 0, steps)));
  };
}

/** @returns {(steps: (() => void)[]) => void} do small steps one by one, when nobody needs anything */
export function makeIdle() {
  // Not every browser tells when it has time.
  const ask = window.requestIdleCallback ?? ((step) => setTimeout(step, 30));
  let waiting = [];
  let asked = false;
  const go = (deadline) => {
    asked = false;
    do waiting.shift()?.();
    while (waiting.length && (deadline?.timeRemaining?.() ?? 0) > 2);
    plan();
  };
  const plan = () => {
    if (asked || !waiting.length) return;
    asked = true;
    ask(go);
  };
  return (steps) => {
    waiting = steps;
    plan();
  };
}
