import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, crcText } from './crc32';

test('the check value of the standard comes out', () => {
  // ISO 3309 names 0xcbf43926 for the digits 1 to 9.
  expect(crcText(crc32(new TextEncoder().encode('123456789')))).toBe('cbf43926');
  expect(crcText(crc32(new Uint8Array()))).toBe('00000000');
});

test('it is that of zlib, and parts that follow each other count as one', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
    const [first, rest] = [bytes.subarray(0, cut), bytes.subarray(cut)];
    expect(crc32(rest, crc32(first))).toBe(zlibCrc32(bytes));
  }));
});
