import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureHeader } from './pictureHeader';

const folder = new URL('fixtures/pictures/', import.meta.url);
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const upright = { width: 48, height: 32 };

test.each([
  ['plain.jpg', 'JPEG', upright],
  ['progressive.jpg', 'JPEG', upright],
  ['turned.jpg', 'JPEG', { width: 32, height: 48 }],
  ['plain.png', 'PNG', upright],
  ['lossy.webp', 'WebP', upright],
  ['lossless.webp', 'WebP', upright],
  ['moving.webp', 'WebP', upright],
  ['moving.gif', 'GIF', upright],
  ['plain.bmp', 'BMP', upright],
  ['plain.avif', 'AVIF', upright],
])('%s is a %s and has its size as stored', (name, kind, size) => {
  expect(pictureHeader(bytesOf(name))).toEqual({ kind, size });
});

test('all ten pictures of the folder are looked at above', () => {
  expect(readdirSync(folder)).toHaveLength(10);
});

test.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<!DOCTYPE html><title>page</title>', '%PDF-1.7', 'BM', '', '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1'])('%j is no picture', (text) => {
  expect(pictureHeader(ascii(text))).toBeUndefined();
});

test('a size that lies further on in the file is not known yet', () => {
  // turned.jpg has a comment of 65,500 bytes before its size.
  expect(pictureHeader(bytesOf('turned.jpg').subarray(0, 65_536))).toEqual({ kind: 'JPEG', size: null });
  expect(pictureHeader(bytesOf('plain.png').subarray(0, 20))).toEqual({ kind: 'PNG', size: null });
  expect(pictureHeader(bytesOf('lossy.webp').subarray(0, 29))).toEqual({ kind: 'WebP', size: null });
});

test('a file that claims to be huge says so before anything is decoded', () => {
  const png = bytesOf('plain.png');
  new DataView(png.buffer).setUint32(16, 100_000);
  expect(pictureHeader(png)?.size).toEqual({ width: 100_000, height: 32 });
});

test('cut-off and changed pictures throw nothing', () => {
  const files = readdirSync(folder).map((name) => bytesOf(name).slice(0, 2000));
  const changed = fc.record({ file: fc.constantFrom(...files), length: fc.nat(2000), at: fc.nat(1999), value: fc.nat(255) });
  fc.assert(
    fc.property(changed, ({ file, length, at, value }) => {
      const bytes = file.slice(0, length);
      bytes[at] = value;
      const size = pictureHeader(bytes)?.size;
      expect(size === undefined || size === null || (Number.isInteger(size.width) && Number.isInteger(size.height))).toBe(true);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
