/** Which of the shared drawings a card shows: the same as the pages', chosen by the slug. */

/** As many as publish/motifs.py draws. */
const VARIANTS = 12;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * @param {string} slug
 * @returns {number} from 1, by the CRC-32 of the slug as in publish/motifs.py
 */
export function chooseVariant(slug) {
  let value = 0xffffffff;
  for (const byte of new TextEncoder().encode(slug)) {
    value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  }
  return ((value ^ 0xffffffff) >>> 0) % VARIANTS + 1;
}
