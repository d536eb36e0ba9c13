/** Rankings of many queries over one gallery, by counting instead of comparing. */

/** Three digits of 11 bits hold a float32's 32. */
const BITS = 11;
const VALUES = 2 ** BITS;
const MASK = VALUES - 1;

/** Scores as integers in place of their bits, larger scores as smaller ones; counts the values of each digit. */
function toKeys(bits: Uint32Array, counts: Uint32Array): void {
  counts.fill(0);
  for (let row = 0; row < bits.length; row++) {
    const value = bits[row]!;
    const key = value < 2 ** 31 ? 2 ** 31 - 1 - value : value;
    bits[row] = key;
    counts[key & MASK]!++;
    counts[VALUES + ((key >>> BITS) & MASK)]!++;
    counts[2 * VALUES + (key >>> (2 * BITS))]!++;
  }
}

/** In place of how often each value of a digit is there: the place of its first one. */
function toPlaces(counts: Uint32Array): void {
  let sum = 0;
  for (let value = 0; value < counts.length; value++) {
    if (value % VALUES === 0) sum = 0;
    const count = counts[value]!;
    counts[value] = sum;
    sum += count;
  }
}

/** Buffers of one gallery's size. */
interface Buffers {
  keys: Uint32Array;
  moved: Uint32Array;
  rows: Int32Array;
  order: Int32Array;
}

/** Digit by digit from the lowest; equal digits stay in the order that they are in. */
function sortByDigits({ keys, moved, rows, order }: Buffers, places: Uint32Array): void {
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    const at = places[key & MASK]!++;
    moved[at] = key;
    order[at] = row;
  }
  for (let i = 0; i < moved.length; i++) {
    const key = moved[i]!;
    const at = places[VALUES + ((key >>> BITS) & MASK)]!++;
    keys[at] = key;
    rows[at] = order[i]!;
  }
  for (let i = 0; i < keys.length; i++) {
    const at = places[2 * VALUES + (keys[i]! >>> (2 * BITS))]!++;
    order[at] = rows[i]!;
  }
}

/** Ranks galleries of one size: falling scores, equal ones in the gallery's order. Radix sort: n items cost a few n steps. */
export class Ranker {
  private readonly floats: Float32Array;
  private readonly buffers: Buffers;
  private readonly counts = new Uint32Array(3 * VALUES);

  constructor(size: number) {
    const keys = new Uint32Array(size);
    this.floats = new Float32Array(keys.buffer);
    this.buffers = { keys, moved: new Uint32Array(size), rows: new Int32Array(size), order: new Int32Array(size) };
  }

  /** Gallery rows, best first; int32 [size], valid until the next call. @param scores finite, float32 [size] */
  rank(scores: Float32Array): Int32Array {
    const { floats, buffers, counts } = this;
    // Adding 0 turns -0, whose bits differ, into 0.
    for (let row = 0; row < floats.length; row++) floats[row] = scores[row]! + 0;
    toKeys(buffers.keys, counts);
    toPlaces(counts);
    sortByDigits(buffers, counts);
    return buffers.order;
  }
}

/** Gallery rows by falling score, int32 [rows]; equal scores keep the gallery's order. */
export const rankGallery = (scores: Float32Array): Int32Array => new Ranker(scores.length).rank(scores);
