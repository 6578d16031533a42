/**
 * Put in a page before its own scripts: when it is there, then how long until what one does is painted.
 * Milliseconds; since the navigation started for `mesure.etapes`, since each deed for the rest.
 *
 * @param {string[][]} stages selectors of what each stage of the page's coming needs
 */
(stages) => {
  const PATIENCE = 120_000;
  const QUIET = 600;
  const PAUSE = 300;
  const now = () => performance.now();
  const wait = (delay) => new Promise((done) => setTimeout(done, delay));
  const frame = () => new Promise(requestAnimationFrame);
  const task = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    });

  /** A frame is asked for before it is painted: the task after it comes once it is on the screen. */
  async function painted() {
    await frame();
    await task();
    return now();
  }

  /** @returns {Promise<{seen: number, painted: number}[]>} when all that a stage needs was there, then painted */
  async function watch() {
    const moments = [];
    for (const needs of stages) {
      while (!needs.every((need) => document.querySelector(need))) {
        if (now() > PATIENCE) throw new Error(`never there: ${needs}`);
        await frame();
      }
      const seen = now();
      moments.push({ seen, painted: await painted() });
    }
    return moments;
  }

  /**
   * With a pause, each deed finds the page at rest. Without, work that the last deed left for later
   * comes first, and counts.
   */
  async function time(deeds, pause) {
    const spans = [];
    for (const deed of deeds) {
      await wait(pause);
      const start = now();
      if (!pause) await wait(0);
      if (deed() !== false) spans.push((await painted()) - start);
    }
    return spans;
  }

  function findBox(facet, value) {
    return document.querySelector(`[data-facette="${facet}"] .options input[value="${CSS.escape(value)}"]`);
  }

  /** Boxes by turns from one facet to the next, as many of each. */
  function listBoxes(facets, each) {
    const boxes = [];
    for (let turn = 0; turn < each; turn++) {
      for (const facet of facets) {
        const box = document.querySelectorAll(`[data-facette="${facet}"] .options input`)[turn];
        if (box) boxes.push([facet, box.value]);
      }
    }
    return boxes;
  }

  function click([facet, value]) {
    const box = findBox(facet, value);
    box?.click();
    return box !== null;
  }

  async function unfold(facets) {
    for (const facet of facets) document.querySelector(`[data-facette="${facet}"]`).open = true;
    await wait(QUIET);
  }

  window.mesure = {
    etapes: watch(),

    /** Tick two boxes of two facets, one upon the other, then untick them in the same order. */
    async clics(facets, each, hurried) {
      await unfold(facets);
      const boxes = listBoxes(facets, each);
      const pairs = boxes.flatMap((box, rank) => (rank % 2 ? [] : [boxes.slice(rank, rank + 2)]));
      const deeds = pairs.flatMap((pair) => [...pair, ...pair]).map((box) => () => click(box));
      return time(deeds, hurried ? 0 : PAUSE);
    },

    /** Type texts letter by letter, each cleared at once at its end. */
    async lettres(texts, hurried) {
      const field = document.querySelector("[data-essaim=recherche] input");
      const values = texts.flatMap((text) => [...[...text].map((_, at) => text.slice(0, at + 1)), ""]);
      const deeds = values.map((value) => () => {
        field.value = value;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      return time(deeds, hurried ? 0 : PAUSE);
    },

    /** From a click until the markers are those that stay. */
    async carte(facets, each) {
      const pane = document.querySelector(".leaflet-marker-pane");
      await unfold(facets);
      const spans = [];
      for (const box of listBoxes(facets, each).flatMap((one) => [one, one])) {
        await wait(QUIET);
        const start = now();
        let last = start;
        const observer = new MutationObserver(() => (last = now()));
        observer.observe(pane, { childList: true });
        if (!click(box)) continue;
        do await wait(QUIET / 4);
        while (now() - last < QUIET);
        observer.disconnect();
        if (last > start) spans.push(last - start);
      }
      return spans;
    },
  };
};
