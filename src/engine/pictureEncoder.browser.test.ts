import { expect, test } from 'vitest';
import { drawPicture } from './pictureEncoder';

const declaration = { path: 'encoder/model.json', output: 'features', inputSize: 224, pictureSize: 200 };

async function plainPicture(colour: string, width: number, height: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type });
}

/** First and last row and column that are not white; the right and bottom ones exclusive. */
function drawnBox({ data, width }: ImageData): { left: number; top: number; right: number; bottom: number } {
  const box = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
  for (let i = 0; i < data.length / 4; i++) {
    if (data[i * 4]! > 250) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + 1);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return box;
}

test.each(['image/png', 'image/jpeg', 'image/webp'])('%s: the picture is fitted into the centred square on white', async (type) => {
  const drawn = await drawPicture(await plainPicture('blue', 400, 200, type), declaration);
  expect([drawn.width, drawn.height]).toEqual([224, 224]);
  // 400 × 200 becomes 200 × 100: margins of 12 left and right, of 62 above and below.
  expect(drawnBox(drawn)).toEqual({ left: 12, top: 62, right: 212, bottom: 162 });
  expect(Array.from(drawn.data.subarray(0, 4))).toEqual([255, 255, 255, 255]);
});

test('a transparent picture lies on white', async () => {
  const clear = await plainPicture('transparent', 50, 50, 'image/png');
  expect((await drawPicture(clear, declaration)).data.every((value) => value === 255)).toBe(true);
});

test('of a very long picture at least a pixel is drawn', async () => {
  const wide = drawnBox(await drawPicture(await plainPicture('blue', 4000, 2, 'image/png'), declaration));
  expect([wide.left, wide.right]).toEqual([12, 212]);
  expect(wide.bottom - wide.top).toBeGreaterThanOrEqual(1);
  const tall = drawnBox(await drawPicture(await plainPicture('blue', 1, 4000, 'image/png'), declaration));
  expect([tall.top, tall.bottom]).toEqual([12, 212]);
  expect(tall.right - tall.left).toBeGreaterThanOrEqual(1);
});

test.each([
  ['a text named as PNG', new Blob(['not a picture'], { type: 'image/png' }), 'got image/png, 13 bytes'],
  ['an empty file', new Blob([]), 'got a file of unknown type, 0 bytes'],
])('%s is refused with what to try', async (_, blob, got) => {
  const drawing = drawPicture(blob, declaration);
  await expect(drawing).rejects.toThrow(`expected a picture the browser can decode, ${got}; try PNG, JPEG or WebP.`);
});
