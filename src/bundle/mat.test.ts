import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fixture, refusal } from './fixtures/memory';
import { matFile, matHeader, packedMat } from './fixtures/matFile';
import { openMat, type MatFile } from './mat';

interface Expected {
  className: string;
  logical: boolean;
  rows: number;
  columns: number;
  values: string[];
}

const files = JSON.parse(new TextDecoder().decode(fixture('mat.json'))) as Record<string, Record<string, Expected>>;
const fromPython: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: NaN };
const numberOf = (text: string): number => fromPython[text] ?? Number(text);
const doubles = (length: number): Float64Array => new Float64Array(length);
const open = (name: string): Promise<MatFile> => openMat(fixture(`mat/${name}.mat`), `${name}.mat`);

test.each(Object.keys(files))('every variable of %s.mat has the class, size and values that scipy wrote', async (name) => {
  const mat = await open(name);
  for (const [variable, { className, logical, rows, columns, values }] of Object.entries(files[name]!)) {
    expect(mat.variables.get(variable), variable).toMatchObject({ className, logical });
    const matrix = await mat.read(variable, doubles);
    expect(matrix, variable).toMatchObject({ rows, columns });
    expect(matrix.data.length).toBe(values.length);
    values.forEach((value, i) => expect(matrix.data[i], `${variable}[${i}]`).toBe(numberOf(value)));
  }
});

test('the caller decides the precision', async () => {
  const mat = await open('types');
  const { data } = await mat.read('float64', (length) => new Float32Array(length));
  expect(data).toBeInstanceOf(Float32Array);
  expect(data[2]).toBe(Math.fround(1 / 3));
});

test.each(['others', 'others_packed'])('what is no real matrix of numbers in %s.mat is listed, and refused by name when it is asked for', async (file) => {
  const mat = await open(file);
  expect([...mat.variables.keys()]).toEqual(['text', 'cells', 'record', 'complex', 'cube', 'last', 'empty']);
  const message = async (name: string) => (await refusal(mat.read(name, doubles))).message.replace(`${file}.mat, `, '');
  expect(await message('text')).toBe('text: expected a numeric matrix, got class char.');
  expect(await message('cells')).toBe('cells: expected a numeric matrix, got class cell.');
  expect(await message('record')).toBe('record: expected a numeric matrix, got class struct.');
  expect(await message('complex')).toBe('complex: expected real numbers, got complex ones.');
  expect(await message('cube')).toBe('cube: expected 2 dimensions, got 2×3×4.');
  expect(await message('none')).toBe('none: expected this variable, got only text, cells, record, complex, cube.');
});

test('truth values of a sparse matrix are read where MATLAB stores bytes and calls them doubles', async () => {
  const bytes = fixture('mat/sparse.mat');
  bytes[Buffer.from(bytes).indexOf(Buffer.from([2, 0, 4, 0, 1, 1, 1, 1]))] = 9;
  const mat = await openMat(bytes, 'sparse.mat');
  expect((await mat.read('truth', doubles)).data).toEqual(Float64Array.from(files['sparse']!['truth']!.values, Number));
});

test('versions 4 and 7.3 are told by name, with what to try', async () => {
  const old = await refusal(open('version4'));
  expect(old.message).toBe('version4.mat: expected a MATLAB file of version 5 to 7, got one of version 4.');
  expect(old.advice).toContain('save(…, "-v7")');
  const hdf5 = new Uint8Array(600);
  hdf5.set(new TextEncoder().encode('MATLAB 7.3 MAT-file'));
  hdf5.set([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a], 512);
  expect((await refusal(openMat(hdf5, 'new.mat'))).message).toBe('new.mat: expected a MATLAB file of version 5 to 7, got one of version 7.3 (HDF5).');
});

test('a file that is no MATLAB file, or ends early, is refused', async () => {
  expect((await refusal(openMat(new TextEncoder().encode('hello'), 'x.mat'))).message).toBe('x.mat: expected a MATLAB file of version 5 to 7, got 5 bytes.');
  expect((await refusal(openMat(new Uint8Array(500).fill(65), 'x.mat'))).message).toContain('got something else');
  expect((await refusal(openMat(new Uint8Array(500), 'x.mat'))).message).toContain('got something else');
  const file = fixture('mat/types.mat');
  expect((await refusal(openMat(file.subarray(0, 180), 'cut.mat'))).message).toBe('cut.mat: expected 56 bytes from byte 136 on, got 44.');
});

test('a file without variables has none', async () => {
  const mat = await openMat(Uint8Array.from(matHeader()), 'empty.mat');
  expect(mat.variables.size).toBe(0);
  expect((await refusal(mat.read('x', doubles))).message).toBe('empty.mat, x: expected this variable, got only none.');
});

test('a variable that comes twice is refused, and __proto__ is a name like any other', async () => {
  expect((await refusal(openMat(matFile([['x', [[1]]], ['x', [[2]]]]), 'x.mat'))).message).toBe('x.mat: expected every variable once, got x twice.');
  const mat = await openMat(matFile([['__proto__', [[1, 2], [3, 4]]]]), 'odd.mat');
  expect(await mat.read('__proto__', doubles)).toEqual({ rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) });
  expect((await refusal(mat.read('constructor', doubles))).message).toContain('expected this variable, got only __proto__.');
});

test('sizes that the bytes cannot hold are refused before memory is taken', async () => {
  const bytes = matFile([['x', [[1, 2]]]]);
  new DataView(bytes.buffer).setInt32(128 + 8 + 16 + 8, 0x7fffffff, true);
  const mat = await openMat(bytes, 'big.mat');
  expect((await refusal(mat.read('x', doubles))).message).toBe('big.mat, x: expected 2147483647×2 numbers, got 2.');
});

test('a sparse matrix is refused where it would fill more memory than its cap, and where a row lies outside', async () => {
  const whole = fixture('mat/sparse.mat');
  const rowsAt = Buffer.from(whole).indexOf(Buffer.from([8, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0])) + 4;
  const withRows = async (rows: number) => {
    const bytes = Uint8Array.from(whole);
    new DataView(bytes.buffer).setInt32(rowsAt, rows, true);
    return (await refusal((await openMat(bytes, 's.mat')).read('thin', doubles))).message;
  };
  expect(await withRows(2 ** 30)).toBe('s.mat, thin: expected at most 134217728 numbers with the zeros filled in, got 1073741824×5.');
  expect(await withRows(3)).toBe('s.mat, thin: expected ascending rows below 3 in column 1, got 3 after 0.');
});

test('a packed matrix that unpacks to more, to less, or could never be so large is refused', async () => {
  const matrix = matFile([['x', [Array.from({ length: 1000 }, () => 0)]]]).subarray(128);
  const claiming = async (length: number, content = matrix) => {
    const claimed = Uint8Array.from(content);
    new DataView(claimed.buffer).setUint32(4, length, true);
    return (await refusal((await openMat(packedMat(deflateSync(claimed)), 'p.mat')).read('x', doubles))).message;
  };
  expect(await claiming(4000)).toBe('Unpacking p.mat, x: expected 4008 bytes, got more.');
  expect(await claiming(9000)).toBe(`Unpacking p.mat, x: expected 9008 bytes, got ${matrix.length}.`);
  expect(await claiming(2 ** 32 - 1)).toMatch(/^Unpacking p\.mat, x: expected at most \d+ bytes in \d+ packed ones, got a claim of 4294967303\.$/);
});

test('a packed element inside of a packed element is refused', async () => {
  const inner = packedMat(deflateSync(matFile([['x', [[1]]]]).subarray(128))).subarray(128);
  expect((await refusal(openMat(packedMat(deflateSync(inner)), 'nested.mat'))).message).toBe('nested.mat, variable 1: expected a packed matrix, type 14, got type 15.');
});
