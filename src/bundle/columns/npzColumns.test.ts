import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { refusal } from '../fixtures/memory';
import { encodeNpy } from '../npy';
import { asRead, bytesA, fileA, memoryFile, numbersNamed, watched, written } from './fixtures/columnFilesA';
import { openNpz } from './npzColumns';

type Bytes = Uint8Array<ArrayBuffer>;

async function archive(arrays: [string, Bytes][]): Promise<Bytes> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false, level: 0 });
  for (const [name, bytes] of arrays) await zip.add(`${name}.npy`, new Uint8ArrayReader(bytes));
  return new Uint8Array(await (await zip.close()).arrayBuffer());
}

test.each(['stored.npz', 'packed.npz', 'zip64.npz', 'csr.npz', 'csc.npz', 'coo.npz', 'csr_stored.npz', 'coo_twice.npz'])('%s has the columns that were saved', async (name) => {
  const opened = await openNpz(fileA(name));
  for (const step of [1, 2, 1000]) expect(await asRead(opened, step)).toEqual(written(name));
});

test('arrays of texts are told and left out', async () => {
  const { notes, format } = await openNpz(fileA('packed.npz'));
  expect(format).toBe('numpy archive');
  expect(notes).toEqual(['names was left out: packed.npz, names: reading the .npy header: expected bool, int8 to int64, uint8 to uint64 or float16 to float64, got dtype <U1.']);
});

test('a packed array of a megabyte is unpacked for its rows', async () => {
  const column = numbersNamed(await openNpz(fileA('zeros.npz')), 'zeros');
  expect([column.rows, column.dims]).toEqual([64, 4096]);
  const last = await column.readRows(63, 64);
  expect([last.length, last[4094], last[4095]]).toEqual([4096, 0, 2.5]);
});

test('names of arrays are kept as they are, also __proto__ and those in one folder', async () => {
  const one = encodeNpy(Float32Array.of(1, 2), [2]);
  const opened = await openNpz(memoryFile('odd.npz', await archive([['set/__proto__', one], ['set/<b>', one]])));
  expect(opened.columns.map(({ name }) => name)).toEqual(['set/__proto__', 'set/<b>']);
});

test('two arrays of one name, and an archive without arrays, are refused', async () => {
  const bytes = Buffer.from(await archive([['aa', encodeNpy(Float32Array.of(1), [1])], ['bb', encodeNpy(Float32Array.of(1), [1])]]));
  const twice = Buffer.from(bytes.toString('latin1').replaceAll('bb.npy', 'aa.npy'), 'latin1');
  expect((await refusal(openNpz(memoryFile('twice.npz', new Uint8Array(twice))))).message).toBe('twice.npz: expected each array once, got aa twice.');
  expect((await refusal(openNpz(memoryFile('none.npz', await archive([]))))).message).toBe('none.npz: expected an array of numbers, got none. It is empty.');
});

test('a sparse matrix of another format is refused with advice', async () => {
  const problem = await refusal(openNpz(fileA('bsr.npz')));
  expect(problem.message).toBe('bsr.npz: reading a sparse matrix: expected format csr, csc or coo, got "bsr".');
  expect(problem.advice).toContain('tocsr()');
});

/** A text array of numpy: the header that it writes for bytes, then the letters. */
function formatArray(text: string): Bytes {
  const bytes = Buffer.from(encodeNpy(new Uint8Array(Buffer.from(text)), [text.length]));
  return new Uint8Array(bytes);
}

function csr(shape: [number, number], starts: number[], indices: number[]): [string, Bytes][] {
  const integers = (values: number[]): Bytes => encodeNpy(Int32Array.from(values), [values.length]);
  return [
    ['format', formatArray('csr')],
    ['shape', encodeNpy(BigInt64Array.from(shape, BigInt), [2])],
    ['data', encodeNpy(Float32Array.from(indices, () => 1), [indices.length])],
    ['indices', integers(indices)],
    ['indptr', integers(starts)],
  ];
}

test.each([
  ['rows', [1e12, 3], [0, 1], [0], 'x.npz, indptr: reading a sparse matrix: expected 1000000000001 numbers, got 2.'],
  ['columns', [1, 1e12], [0, 1], [0], 'x.npz: reading a sparse matrix: expected 1 to 1048576 columns, got 1000000000000.'],
  ['negative rows', [-2, 3], [0, 1], [0], 'x.npz, shape: reading a sparse matrix: expected two whole numbers, got -2, 3.'],
  ['starts beyond the entries', [1, 3], [0, 9], [0], 'x.npz: reading a sparse matrix: expected rows from entry 0 to 1, got 0 to 9.'],
  ['starts that go back', [3, 3], [0, 2, 1, 2], [0, 1], 'x.npz: reading a sparse matrix: expected starts of rows that ascend, got 2 before 1.'],
] as [string, [number, number], number[], number[], string][])('a sparse matrix with lying %s is refused', async (_, shape, starts, indices, message) => {
  expect((await refusal(openNpz(memoryFile('x.npz', await archive(csr(shape, starts, indices)))))).message).toBe(message);
});

test('a sparse matrix without order that claims far more rows than it has entries is refused', async () => {
  const [, shape, data, indices] = csr([1e12, 3], [], [0]);
  const arrays = [['format', formatArray('coo')], shape!, data!, ['row', indices![1]], ['col', indices![1]]] satisfies [string, Bytes][];
  expect((await refusal(openNpz(memoryFile('x.npz', await archive(arrays))))).message).toBe('x.npz: reading a sparse matrix: expected at most 1000016 rows of 1 entries, got 1000000000000.');
});

test('an entry of a sparse matrix outside of its columns is refused when its row is read', async () => {
  const column = numbersNamed(await openNpz(memoryFile('x.npz', await archive(csr([2, 3], [0, 1, 2], [1, 3])))), '');
  expect([...(await column.readRows(0, 1))]).toEqual([0, 1, 0]);
  expect((await refusal(column.readRows(0, 2))).message).toBe('x.npz: reading a sparse matrix: expected columns from 0 to 2, got 3.');
});

test('the archive itself is not read through the file: rows of stored arrays are slices of its blob', async () => {
  const { file, reads } = watched(fileA('stored.npz'));
  await numbersNamed(await openNpz(file), 'image').readRows(1, 2);
  expect(reads).toEqual([]);
});

test('a flipped bit in a packed array is found by the checksum of the zip', async () => {
  const bytes = bytesA('packed.npz');
  // The data of the first entry end right before the second local header.
  bytes[Buffer.from(bytes).indexOf('PK\x03\x04', 4) - 6]! ^= 4;
  expect((await refusal(openNpz(memoryFile('flip.npz', bytes)))).message).toMatch(/^Unpacking image of flip\.npz: /);
});
