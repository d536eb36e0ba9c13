import { expect, test } from 'vitest';
import { decodePicture } from './decodePicture';

const files = import.meta.glob<string>('../bundle/fixtures/pictures/*', { query: '?url', import: 'default', eager: true });

async function fixture(name: string): Promise<Blob> {
  const address = files[`../bundle/fixtures/pictures/${name}`];
  if (address === undefined) throw new Error(`No fixture ${name}.`);
  return (await fetch(address)).blob();
}

function colourAt(bitmap: ImageBitmap, x: number, y: number): number[] {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)];
}

/** Lossy kinds keep plain areas to a few levels of 255. */
const isNear = (colour: number[], wanted: number[]): boolean => colour.every((value, c) => Math.abs(value - wanted[c]!) <= 12);

test.each(Object.keys(files).map((path) => path.split('/').at(-1)!))('%s is decoded upright, the first frame of it: left red, right blue', async (name) => {
  const bitmap = await decodePicture(await fixture(name));
  expect([bitmap.width, bitmap.height]).toEqual([48, 32]);
  expect(isNear(colourAt(bitmap, 8, 16), [255, 0, 0])).toBe(true);
  expect(isNear(colourAt(bitmap, 40, 16), [0, 0, 255])).toBe(true);
  bitmap.close();
});

test('larger pictures are scaled down in their proportions, turned ones too', async () => {
  const plain = await decodePicture(await fixture('plain.png'), 24);
  expect([plain.width, plain.height]).toEqual([24, 16]);
  const turned = await decodePicture(await fixture('turned.jpg'), 24);
  // Stored 32 × 48: the width of 16 that 24 rows would have is that of the turned picture too, 16 / 1.5 = 10.7 rows.
  expect([turned.width, turned.height]).toEqual([16, 11]);
  expect(isNear(colourAt(turned, 2, 5), [255, 0, 0])).toBe(true);
});

test('a picture of more than 50 megapixels is refused before it is decoded', async () => {
  const bytes = new Uint8Array(await (await fixture('plain.png')).arrayBuffer());
  const size = new DataView(bytes.buffer);
  size.setUint32(16, 10_000);
  size.setUint32(20, 5_001);
  await expect(decodePicture(new Blob([bytes]))).rejects.toThrow('Reading a picture: expected at most 50 megapixels, got 10000 × 5001; try a smaller copy.');
});

test('SVG, HTML and a picture that is cut off are refused', async () => {
  const cut = (await fixture('plain.avif')).slice(0, 200, 'image/avif');
  const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'], { type: 'image/svg+xml' });
  for (const [blob, got] of [[cut, 'got image/avif, 200 bytes'], [svg, 'got image/svg+xml, 62 bytes'], [new Blob(['<html>'], { type: 'image/png' }), 'got image/png, 6 bytes']] as const) {
    await expect(decodePicture(blob)).rejects.toThrow(`expected a picture the browser can decode, ${got}; try PNG, JPEG or WebP.`);
  }
});
