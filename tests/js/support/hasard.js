/** Chance that can be played again: the same seed gives the same draws (mulberry32). */

/** @param {number} seed */
export function makeChance(seed) {
  let state = seed >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const chance = {
    /** @returns {number} from 0 to 1, 1 left out */
    draw,
    /** @returns {number} a whole number, both ends possible */
    integer: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    /** The first ones more often, as words and communes are. */
    rank: (count, power = 3) => Math.floor(draw() ** power * count),
    pick: (list) => list[Math.floor(draw() * list.length)],
    some: (list, most) => [
      ...new Set(Array.from({ length: chance.integer(0, most) }, () => chance.pick(list))),
    ],
    text: (letters, most) =>
      Array.from({ length: chance.integer(0, most) }, () => chance.pick(letters)).join(""),
  };
  return chance;
}
