/** Parquet's hybrid of runs and packed bits, in which levels and places in a dictionary are stored. */

/** Why a page cannot be read; its reader says where. */
export class PageDamage extends Error {}

interface Cursor {
  bytes: Uint8Array;
  at: number;
  end: number;
}

function nextByte(cursor: Cursor): number {
  if (cursor.at >= cursor.end) throw new PageDamage(`runs of values that end before byte ${cursor.end}`);
  return cursor.bytes[cursor.at++]!;
}

const MOST_SHIFT = 28;

function readHeader(cursor: Cursor): number {
  let header = 0;
  for (let shift = 0; shift <= MOST_SHIFT; shift += 7) {
    const byte = nextByte(cursor);
    header += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return header;
  }
  throw new PageDamage('a run longer than 2^32');
}

type Target = Uint8Array | Uint32Array;

function fillRun(cursor: Cursor, width: number, target: Target, filled: number, count: number): void {
  let value = 0;
  for (let shift = 0; shift < width; shift += 8) value += nextByte(cursor) * 2 ** shift;
  target.fill(value, filled, filled + count);
}

function unpackBits(cursor: Cursor, width: number, target: Target, filled: number, count: number): void {
  const size = 2 ** width;
  let [buffer, bits] = [0, 0];
  for (let i = filled; i < filled + count; i++) {
    for (; bits < width; bits += 8) buffer += nextByte(cursor) * 2 ** bits;
    target[i] = buffer % size;
    buffer = Math.floor(buffer / size);
    bits -= width;
  }
}

/** Fills `target` with values of `width` bits, at most 32, from bytes [at, end). Throws PageDamage where they end early. */
export function decodeRuns<T extends Target>(bytes: Uint8Array, at: number, end: number, width: number, target: T): T {
  if (width > 32 || end > bytes.length || at > end) throw new PageDamage(`values of ${width} bits in bytes ${at} to ${end} of ${bytes.length}`);
  if (width === 0) return target;
  const cursor = { bytes, at, end };
  for (let filled = 0; filled < target.length; ) {
    const header = readHeader(cursor);
    const packed = header % 2 === 1;
    const count = Math.min(packed ? ((header - 1) / 2) * 8 : header / 2, target.length - filled);
    if (packed) {
      const start = cursor.at;
      unpackBits(cursor, width, target, filled, count);
      cursor.at = start + ((header - 1) / 2) * width;
    } else fillRun(cursor, width, target, filled, count);
    filled += count;
  }
  return target;
}
