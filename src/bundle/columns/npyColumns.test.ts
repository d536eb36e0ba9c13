import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { encodeNpy } from '../npy';
import { allRows, asRead, bytesA, fileA, memoryFile, numbersNamed, watched, written } from './fixtures/columnFilesA';
import { openNpy } from './npyColumns';

const names = ['matrix_f4', 'matrix_f2_be', 'matrix_f8_be', 'vector_i8', 'vector_u8_be', 'bool', 'cube_i2', 'fortran_f4', 'fortran_cube_i2_be', 'fortran_f8', 'fortran_u1', 'empty'];

test.each(names)('numpy file %s has the shape, dtype and rows that numpy wrote', async (name) => {
  const opened = await openNpy(fileA(`${name}.npy`));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written(`${name}.npy`));
});

test('only the header and the bytes of the asked rows are read', async () => {
  // 1000 rows of 8 float32 after a header of 128 bytes: row 500 starts at 128 + 500 · 32 = 16128.
  const { file, reads } = watched(memoryFile('x.npy', encodeNpy(Float32Array.from({ length: 8000 }, (_, i) => i), [1000, 8])));
  const column = numbersNamed(await openNpy(file), '');
  expect([...(await column.readRows(500, 502))]).toEqual(Array.from({ length: 16 }, (_, i) => 4000 + i));
  expect(reads).toEqual([[0, 4096], [16_128, 16_192]]);
});

test('a header longer than the first 4096 bytes is read on', async () => {
  const short = Buffer.from(bytesA('matrix_f4.npy'));
  const header = Buffer.alloc(9990, ' ');
  short.copy(header, 0, 10, 128);
  const start = Buffer.from([...short.subarray(0, 8), 9990 & 0xff, 9990 >> 8]);
  const opened = await openNpy(memoryFile('long.npy', new Uint8Array(Buffer.concat([start, header, short.subarray(128)]))));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written('matrix_f4.npy'));
});

/** 40 columns of 300,000 rows in Fortran order: number c · 300,000 + r, as float32 (exact below 2^24), 48 MB. */
function tallFortran(): Uint8Array<ArrayBuffer> {
  const bytes = encodeNpy(Float32Array.from({ length: 12_000_000 }, (_, i) => i), [300_000, 40]);
  const text = Buffer.from(bytes.buffer).indexOf("'fortran_order': False");
  bytes.set(new TextEncoder().encode("'fortran_order': True "), text);
  return bytes;
}

test('a Fortran-order array above 32 MiB is read a slice of each column, blocks of rows at a time', async () => {
  const { file, reads } = watched(memoryFile('tall.npy', tallFortran()));
  const column = numbersNamed(await openNpy(file), '');
  const rowsOf = (first: number) => [first, first + 1].flatMap((row) => Array.from({ length: 40 }, (_, c) => c * 300_000 + row));
  expect([...(await column.readRows(0, 2))]).toEqual(rowsOf(0));
  expect([...(await column.readRows(1000, 1002))]).toEqual(rowsOf(1000));
  // 32 MiB hold 209,715 rows of 160 bytes: one block for both, of 40 slices.
  expect(reads.length).toBe(1 + 40);
  expect(reads[1]).toEqual([128, 128 + 209_715 * 4]);
  expect([...(await column.readRows(209_714, 209_716))]).toEqual(rowsOf(209_714));
});

test.each([
  ['scalar.npy', 'scalar.npy: expected a vector or matrix, got shape ().'],
  ['texts.npy', 'texts.npy: reading the .npy header: expected bool, int8 to int64, uint8 to uint64 or float16 to float64, got dtype <U2.'],
])('%s is refused', async (name, message) => {
  expect((await refusal(openNpy(fileA(name)))).message).toBe(message);
});

test('integers beyond 2^53 are refused when their rows are read', async () => {
  const column = numbersNamed(await openNpy(fileA('too_large.npy')), '');
  expect(await allRows({ ...column, rows: 1 }, 1)).toEqual([1]);
  expect((await refusal(column.readRows(0, 2))).message).toBe('too_large.npy: expected integers up to 2^53, got 9007199254740994.');
});

function withShape(shape: string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(bytesA('matrix_f4.npy')).toString('latin1');
  const place = /\(4, 3\), \} {30}/;
  return new Uint8Array(Buffer.from(text.replace(place, (found) => `(${shape}), }`.padEnd(found.length)), 'latin1'));
}

test.each([
  ['1000000000000, 3', 'x.npy: shape (1000000000000, 3) of f4: expected 12000000000000 bytes of items, got 48.'],
  ['5, 3', 'x.npy: shape (5, 3) of f4: expected 60 bytes of items, got 48.'],
  ['-4, -3', 'x.npy: reading the .npy header: expected a shape of whole numbers, got (-4, -3).'],
  ['4, 3.0', 'x.npy: reading the .npy header: expected a shape of whole numbers, got (4, 3.0).'],
])('a lying shape (%s) is refused before anything is allocated', async (shape, message) => {
  expect((await refusal(openNpy(memoryFile('x.npy', withShape(shape))))).message).toBe(message);
});

test('rows that the array does not have are refused', async () => {
  const column = numbersNamed(await openNpy(fileA('matrix_f4.npy')), '');
  for (const [start, end] of [[0, 5], [-1, 2], [2, 1], [0, 1.5], [NaN, 1]] as const) {
    expect((await refusal(column.readRows(start, end))).message).toBe(`matrix_f4.npy: expected rows between 0 and 4, got ${start} to ${end}.`);
  }
});
