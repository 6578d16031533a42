/** Times and memory, printed for whoever reads; a test never judges them, only that work ends. */

/**
 * @param {string} what
 * @param {() => unknown} work
 * @param {{turns?: number, warm?: number}} [how]
 * @returns {{median: number, p95: number}} milliseconds
 */
export function timeWork(what, work, { turns = 11, warm = 2 } = {}) {
  for (let i = 0; i < warm; i++) work(i);
  const times = Array.from({ length: turns }, (_, i) => {
    const start = performance.now();
    work(i);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const median = times[Math.floor(turns / 2)];
  const p95 = times[Math.min(turns - 1, Math.floor(turns * 0.95))];
  console.log(`# ${what}: median ${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`);
  return { median, p95 };
}

/** @returns {number} megabytes of the heap in use, typed arrays included */
export function weighHeap() {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}
