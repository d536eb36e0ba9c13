/**
 * Counter-based random numbers: value i of a stream depends on (key, i) only, so every backend, and a
 * shader, can draw the same numbers in any order. The mixer is MurmurHash3's 32-bit finaliser
 * (Appleby, public domain) over a Weyl sequence.
 */

const WEYL = 0x9e3779b1;

function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** uint32 key of a stream; streams of different words are independent. */
export function streamKey(seed: number, ...words: number[]): number {
  let key = mix(seed + WEYL);
  for (const word of words) key = mix(Math.imul(word + 1, WEYL) ^ key);
  return key;
}

/** uint32 number `counter` of the stream. */
export function randomBits(key: number, counter: number): number {
  return mix(mix(Math.imul(counter + 1, WEYL) ^ key) + key);
}

/** Number in the open interval (0, 1), a multiple of 2^-24 plus 2^-25. */
export function uniform(key: number, counter: number): number {
  return ((randomBits(key, counter) >>> 8) + 0.5) * 2 ** -24;
}

/** Standard normal number by Box and Muller's transform. */
export function normal(key: number, counter: number): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(key, 2 * counter)));
  return radius * Math.cos(2 * Math.PI * uniform(key, 2 * counter + 1));
}

/** `values` in a random order (Fisher and Yates); the argument is left as it is. */
export function shuffled(values: Int32Array, key: number): Int32Array {
  const result = values.slice();
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(uniform(key, i) * (i + 1));
    const kept = result[i]!;
    result[i] = result[j]!;
    result[j] = kept;
  }
  return result;
}

/**
 * Fills with 0 with probability `share` in steps of 2^-16, else with 1 / (1 - share), so that the mean stays 1. It goes
 * by bits: a branch would be guessed wrongly every third time.
 */
export function fillDropoutMask(mask: Float32Array, share: number, key: number): void {
  const words = new Int32Array(mask.buffer, mask.byteOffset, mask.length);
  const threshold = Math.round(share * 2 ** 16);
  const [kept] = new Int32Array(Float32Array.of(1 / (1 - threshold / 2 ** 16)).buffer);
  for (let i = 0; i < words.length; i += 2) {
    const bits = randomBits(key, i >> 1);
    words[i] = kept! & ~(((bits >>> 16) - threshold) >> 31);
    // A typed array ignores what is set beyond its end.
    words[i + 1] = kept! & ~(((bits & 0xffff) - threshold) >> 31);
  }
}

/** float32 [length] */
export function dropoutMask(length: number, share: number, key: number): Float32Array {
  const mask = new Float32Array(length);
  fillDropoutMask(mask, share, key);
  return mask;
}
