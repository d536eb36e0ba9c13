import { expect, test } from 'vitest';
import { readAhead, type ReadSlice } from './hdf5ReadAhead';

const size = 300_000;
const content = Uint8Array.from({ length: size }, (_, i) => (i * 7) % 251);

function counted(): { read: ReadSlice; calls: () => number } {
  let calls = 0;
  const read: ReadSlice = (_file, buffer, offset, length, position) => {
    calls++;
    const part = content.subarray(position, position + length);
    buffer.set(part, offset);
    return part.length;
  };
  return { read, calls: () => calls };
}

test('bytes within blocks, across them and behind the end are those of the file, and a block is read once', () => {
  const { read, calls } = counted();
  const ahead = readAhead(read);
  const file = { node: { size, contents: new Blob([]) } };
  // Blocks start at 0, 131072 and 262144; the last has 37856 bytes.
  for (const [position, length, there] of [[0, 8, 8], [100, 50, 50], [131_060, 40, 40], [262_140, 10, 10], [299_990, 100, 10], [400_000, 5, 0]] as const) {
    const buffer = new Uint8Array(length + 3);
    expect(ahead(file, buffer, 3, length, position)).toBe(there);
    expect(buffer.subarray(3, 3 + there)).toEqual(content.slice(position, position + there));
  }
  expect(calls()).toBe(3);
});

test('blocks of another file are not taken for those of this one', () => {
  const { read, calls } = counted();
  const ahead = readAhead(read);
  for (const contents of [new Blob([]), new Blob([])]) ahead({ node: { size, contents } }, new Uint8Array(4), 0, 4, 0);
  expect(calls()).toBe(2);
});
