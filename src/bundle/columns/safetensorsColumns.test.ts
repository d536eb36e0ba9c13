import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { asRead, fileA, memoryFile, numbersNamed, watched, written } from './fixtures/columnFilesA';
import { openSafetensors } from './safetensorsColumns';

function safetensors(header: unknown, dataBytes: number): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return new Uint8Array(Buffer.concat([length, text, Buffer.alloc(dataBytes)]));
}

const tensor = (shape: unknown[], from: number, to: number, dtype = 'F32') => ({ dtype, shape, data_offsets: [from, to] });

test('tensors of every type have the rows that were saved; single numbers and other types are told', async () => {
  const opened = await openSafetensors(fileA('kinds.safetensors'));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written('kinds.safetensors'));
  expect(opened.notes).toEqual(['Tensor scale was left out: it is F32 of shape ().', 'Tensor coarse was left out: it is F8_E4M3 of shape (3).']);
});

test('only the header and the asked rows are read', async () => {
  const header = { image: tensor([100, 4], 0, 1600), text: tensor([100, 2], 1600, 2400) };
  const start = 8 + JSON.stringify(header).length;
  const { file, reads } = watched(memoryFile('x.safetensors', safetensors(header, 2400)));
  await numbersNamed(await openSafetensors(file), 'text').readRows(10, 12);
  expect(reads).toEqual([[0, 8], [8, start], [start + 1680, start + 1696]]);
});

test('a tensor may be called __proto__', async () => {
  const header = `{"__proto__": ${JSON.stringify(tensor([2], 0, 8))}, "constructor": ${JSON.stringify(tensor([1], 8, 12))}}`;
  const { columns } = await openSafetensors(memoryFile('odd.safetensors', safetensors(header, 12)));
  expect(columns.map(({ name, rows }) => [name, rows])).toEqual([['__proto__', 2], ['constructor', 1]]);
});

test.each([
  ['beyond the file', { a: tensor([3], 0, 12) }, 8, 'x, a: expected a tensor from byte 0 on within 8, got bytes 0 to 12.'],
  ['that overlap', { a: tensor([2], 0, 8), b: tensor([2], 4, 12) }, 12, 'x, b: expected a tensor from byte 8 on within 12, got bytes 4 to 12.'],
  ['with a gap', { a: tensor([1], 0, 4), b: tensor([1], 8, 12) }, 12, 'x, b: expected a tensor from byte 4 on within 12, got bytes 8 to 12.'],
  ['before bytes of none', { a: tensor([1], 0, 4) }, 8, 'x: expected 4 bytes of tensors, got 8.'],
  ['that go back', { a: tensor([1], 4, 0) }, 4, 'x, a, data_offsets: expected a start and an end, got [4,0].'],
  ['of another shape', { a: tensor([1e12, 3], 0, 4) }, 4, 'x, a: shape (1000000000000, 3) of F32: expected 12000000000000 bytes, got 4.'],
  ['of a negative size', { a: tensor([-1], 0, 4) }, 4, 'x, a, shape[0]: expected a whole number of at least 0, got -1.'],
  ['of half a row', { a: tensor([0.5], 0, 2) }, 2, 'x, a, shape[0]: expected a whole number of at least 0, got 0.5.'],
])('a file with tensors %s is refused', async (_, header, dataBytes, message) => {
  expect((await refusal(openSafetensors(memoryFile('x', safetensors(header, dataBytes))))).message).toBe(message);
});

test('a name that stands twice is refused: its first bytes belong to none', async () => {
  const header = `{"a": ${JSON.stringify(tensor([1], 0, 4))}, "a": ${JSON.stringify(tensor([1], 4, 8))}}`;
  expect((await refusal(openSafetensors(memoryFile('x', safetensors(header, 8))))).message).toBe('x, a: expected a tensor from byte 0 on within 8, got bytes 4 to 8.');
});

test('headers that lie about their length, and files of no tensors, are refused', async () => {
  const long = safetensors({}, 0);
  new DataView(long.buffer).setBigUint64(0, 1n << 60n, true);
  expect((await refusal(openSafetensors(memoryFile('x', long)))).message).toBe('x: expected a safetensors file with a header of at most 16777216 bytes, got 1152921504606846976.');
  new DataView(long.buffer).setBigUint64(0, 3n, true);
  expect((await refusal(openSafetensors(memoryFile('x', long)))).message).toBe('x: expected a safetensors file with a header of 3 bytes, got a file that ends after 2 of them.');
  expect((await refusal(openSafetensors(memoryFile('x', safetensors({ __metadata__: {} }, 0))))).message).toBe('x: expected a safetensors file with a vector or matrix of numbers, got no tensors.');
});
