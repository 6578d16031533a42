/** Work that may wait: only the last one asked for is done. */

/** Not every browser tells when it has time. */
const whenFree = window.requestIdleCallback?.bind(window) ?? ((step) => setTimeout(step, 30));
const forget = window.cancelIdleCallback?.bind(window) ?? clearTimeout;
/** Milliseconds after which a step is done even if the browser is busy. */
const LATEST = 100;

/** @returns {(...steps: (() => void)[]) => void} do steps one after the other, letting the page answer between two */
export function makeLater() {
  let frame;
  let task;
  let next;
  const go = ([step, ...steps]) => {
    step();
    if (steps.length) next = setTimeout(go, 0, steps);
  };
  return (...steps) => {
    cancelAnimationFrame(frame);
    forget(task);
    clearTimeout(next);
    // A frame is asked for before it is painted: a browser that is free has painted it.
    frame = requestAnimationFrame(() => (task = whenFree(() => go(steps), { timeout: LATEST })));
  };
}

/** @returns {(steps: (() => void)[]) => void} do small steps one by one, when nobody needs anything */
export function makeIdle() {
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
    // What calls for them is painted first.
    requestAnimationFrame(() => whenFree(go));
  };
  return (steps) => {
    waiting = steps;
    plan();
  };
}
