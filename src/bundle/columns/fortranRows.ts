/** Rows of an array that lies in Fortran order, column after column. */
import type { ByteFile } from './byteFile';

type Bytes = Uint8Array<ArrayBuffer>;
/** Bytes of the rows [from, to), row after row, in C order. */
export type ReadRowBytes = (from: number, to: number) => Promise<Bytes>;

/** Rows are read in blocks of about so many bytes, and the last block is kept: a column's slice of one row would be a read each. */
const BLOCK_BYTES = 2 ** 25;
const READS_AT_ONCE = 64;

/** Place in a row of C order of the column at place `column` of Fortran order, over the sizes of all axes but the rows'. */
function placeInRow(column: number, inner: number[]): number {
  let place = 0;
  let stride = inner.reduce((product, size) => product * size, 1);
  for (const size of inner) {
    stride /= size;
    place += (column % size) * stride;
    column = Math.floor(column / size);
  }
  return place;
}

/** Words of up to 4 bytes over the bytes, which are copied where words cannot lie over them. */
function wordsOf(bytes: Bytes, wordBytes: number): Uint8Array | Uint16Array | Uint32Array {
  const { buffer, byteOffset, length } = bytes.byteOffset % wordBytes === 0 ? bytes : bytes.slice();
  if (wordBytes === 1) return new Uint8Array(buffer, byteOffset, length);
  return wordBytes === 2 ? new Uint16Array(buffer, byteOffset, length / 2) : new Uint32Array(buffer, byteOffset, length / 4);
}

/** Puts the slice of one column of a block to its place in every row. */
function scatter(slice: Bytes, block: Bytes, place: number, dims: number, itemBytes: number): void {
  const wordBytes = Math.min(4, itemBytes);
  const words = itemBytes / wordBytes;
  const [from, to] = [wordsOf(slice, wordBytes), wordsOf(block, wordBytes)];
  for (let word = 0; word < words; word++) {
    for (let i = word, at = place * words + word; i < from.length; i += words, at += dims * words) to[at] = from[i]!;
  }
}

/**
 * Reads rows of the array of this shape, at least 2-D, that starts at byte `start`. An array of up to 32 MiB is read at
 * once, of a larger one a slice of each column. The block that was read last is kept.
 */
export function fortranRows(file: ByteFile, start: number, shape: number[], itemBytes: number): ReadRowBytes {
  const [rows = 0, ...inner] = shape;
  const dims = inner.reduce((product, size) => product * size, 1);
  const blockRows = Math.max(1, Math.floor(BLOCK_BYTES / (dims * itemBytes)));
  let kept: { from: number; to: number; bytes: Promise<Bytes> } | undefined;

  async function slicesOf(from: number, to: number, columns: number[]): Promise<Bytes[]> {
    if (to - from < rows) return Promise.all(columns.map((column) => file.read(start + (column * rows + from) * itemBytes, start + (column * rows + to) * itemBytes)));
    const together = await file.read(start + columns[0]! * rows * itemBytes, start + (columns.at(-1)! + 1) * rows * itemBytes);
    return columns.map((_, i) => together.subarray(i * rows * itemBytes, (i + 1) * rows * itemBytes));
  }

  async function readBlock(from: number, to: number): Promise<Bytes> {
    const block = new Uint8Array((to - from) * dims * itemBytes);
    const atOnce = to - from < rows ? READS_AT_ONCE : Math.max(1, Math.floor(BLOCK_BYTES / (rows * itemBytes)));
    for (let first = 0; first < dims; first += atOnce) {
      const columns = Array.from({ length: Math.min(atOnce, dims - first) }, (_, i) => first + i);
      const slices = await slicesOf(from, to, columns);
      columns.forEach((column, i) => scatter(slices[i]!, block, placeInRow(column, inner), dims, itemBytes));
    }
    return block;
  }

  return async (from, to) => {
    if (!kept || from < kept.from || to > kept.to) {
      const first = Math.floor(from / blockRows) * blockRows;
      const last = Math.min(rows, Math.max(to, first + blockRows));
      kept = { from: first, to: last, bytes: readBlock(first, last) };
    }
    const { from: first, bytes } = kept;
    return (await bytes).slice((from - first) * dims * itemBytes, (to - first) * dims * itemBytes);
  };
}
