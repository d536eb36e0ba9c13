import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashText, hashWords } from './hash';
import { HashTable } from './hashTable';
import { RowSet } from './rowSet';

const hashOf = (...numbers: number[]): number => hashWords(new Uint32Array(Float32Array.from(numbers).buffer), 0, numbers.length);

test('hashes are whole numbers below 2^53, the same for the same words', () => {
  fc.assert(fc.property(fc.array(fc.float()), (numbers) => {
    expect(Number.isSafeInteger(hashOf(...numbers)) && hashOf(...numbers) >= 0).toBe(true);
    expect(hashOf(...numbers)).toBe(hashOf(...numbers));
  }));
});

test('rows that differ in signs, in order or in one bit have other hashes', () => {
  const rows = [[1, 2, 3], [-1, 2, 3], [1, -2, 3], [-1, -2, 3], [-1, -2, -3], [2, 1, 3], [1, 2, 3 + 2 ** -22], [0, 1, 2], [-0, 1, 2], [1, 2], [1, 2, 0]];
  expect(new Set(rows.map((row) => hashOf(...row))).size).toBe(rows.length);
});

test('a hundred thousand short texts have as many hashes', () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, i) => hashText(`${i}`))).size).toBe(100_000);
});

test('a table of hashes holds what a map holds, however it grows', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 53 - 1 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), { maxLength: 200 }), (entries) => {
    const table = new HashTable();
    // Steps of 2^21 fall into the same places first.
    const all: [number, number][] = [...entries, ...Array.from({ length: 1500 }, (_, i): [number, number] => [i * 2 ** 21, i])];
    for (const [hash, value] of all) table.set(hash, value);
    const map = new Map(all);
    expect(table.size).toBe(map.size);
    for (const [hash, value] of map) expect(table.get(hash)).toBe(value);
    expect(table.get(1)).toBe(map.get(1));
  }), { numRuns: 20 });
});

test('a set of rows counts each once', () => {
  const set = new RowSet(17);
  for (const row of [0, 7, 8, 16, 8]) set.add(row);
  expect(Array.from({ length: 17 }, (_, row) => row).filter((row) => set.has(row))).toEqual([0, 7, 8, 16]);
  expect(set.size).toBe(4);
});
