/** The HDF5 library asks for a few bytes at a time, and each slice of a blob takes a browser about a millisecond: blocks are kept. */
export interface OpenSlices {
  node: { size: number; contents: Blob };
}

/** Reads `length` bytes from `position` on into `buffer` at `offset`; tells how many there were. */
export type ReadSlice = (file: OpenSlices, buffer: Uint8Array, offset: number, length: number, position: number) => number;

const BLOCK_BYTES = 2 ** 17;
const MOST_BLOCKS = 64;

/** The same, by blocks of 128 KiB, of which the last 64 asked for are kept; longer reads pass by them. */
export function readAhead(read: ReadSlice): ReadSlice {
  const blocks = new Map<number, Uint8Array>();
  let contents: Blob | null = null;
  const blockAt = (file: OpenSlices, start: number): Uint8Array => {
    const block = blocks.get(start) ?? new Uint8Array(Math.min(BLOCK_BYTES, file.node.size - start));
    if (!blocks.delete(start)) read(file, block, 0, block.length, start);
    blocks.set(start, block);
    for (const oldest of blocks.keys()) if (blocks.size > MOST_BLOCKS) blocks.delete(oldest);
    return block;
  };
  return (file, buffer, offset, length, position) => {
    if (contents !== file.node.contents) blocks.clear();
    contents = file.node.contents;
    const end = Math.min(position + length, file.node.size);
    if (length >= BLOCK_BYTES) return read(file, buffer, offset, length, position);
    for (let at = position; at < end; ) {
      const start = at - (at % BLOCK_BYTES);
      const part = blockAt(file, start).subarray(at - start, Math.min(end - start, BLOCK_BYTES));
      buffer.set(part, offset + at - position);
      at += part.length;
    }
    return Math.max(0, end - position);
  };
}
