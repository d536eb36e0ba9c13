import { expect, test } from 'vitest';
import type { Picture } from '../bundle/convert/makers';
import type { Made } from './fixtures/makers.worker';
import type { ProblemReport } from './protocol';
import { createThumbnailMaker, sheetLayout } from './thumbnailMaker';

const going = new AbortController().signal;

async function plain(name: string, colour: string, width: number, height: number, type = 'image/png'): Promise<Picture> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return { name, blob: await canvas.convertToBlob({ type }) };
}

const broken: Picture = { name: 'notes.png', blob: new Blob(['no picture'], { type: 'image/png' }) };

async function pixelsOf(sheet: Uint8Array<ArrayBuffer>, type: string): Promise<ImageData> {
  const bitmap = await createImageBitmap(new Blob([sheet], { type }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** RGBA, each over 128 or not: WebP is lossy. */
const brightAt = ({ data, width }: ImageData, x: number, y: number): string => Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4), (value) => (value > 128 ? 1 : 0)).join('');

function makeInWorker(pictures: Picture[]): Promise<Made> {
  const worker = new Worker(new URL('./fixtures/makers.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Made>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ made: Made } | { problem: ProblemReport }>) => ('made' in data ? resolve(data.made) : reject(new Error(data.problem.message)));
    worker.onerror = ({ message }) => reject(new Error(message || 'The worker could not be loaded.'));
    worker.postMessage({ demo: new URL('/demo/', location.href).href, pictures });
  }).finally(() => worker.terminate());
}

test('a worker makes features by the shipped CNN and thumbnails of the same pictures', async () => {
  const [red, blue] = [await plain('red.png', 'red', 300, 300), await plain('blue.jpg', 'blue', 3000, 1500, 'image/jpeg')];
  const made = await makeInWorker([red, broken, blue, { ...red, name: 'again.webp' }]);
  expect([made.dims, made.backend, made.tensorsLeft]).toEqual([816, 'wasm', 0]);
  const row = (i: number) => made.features.slice(i * 816, (i + 1) * 816);
  expect(row(0).every((value) => value >= 0 && value <= 6)).toBe(true);
  expect(row(1).every(Number.isNaN)).toBe(true);
  // Row 3 is the first picture again, in the same batch.
  expect(row(3).filter((value, j) => !(Math.abs(value - row(0)[j]!) <= 1e-5))).toHaveLength(0);
  expect(row(2).filter((value, j) => Math.abs(value - row(0)[j]!) > 0.1).length).toBeGreaterThan(50);
  // 4 pictures: 2 × 2 cells.
  expect(made.layout).toMatchObject({ columns: 2, rows: 2 });
  const reason = 'notes.png (Reading a picture: expected a picture the browser can decode, got image/png, 10 bytes; try PNG, JPEG or WebP.).';
  expect(made.findings).toEqual([
    { kind: 'repaired', text: `1 picture could not be read and is left out with its texts: ${reason}` },
    { kind: 'warning', text: `1 picture could not be read and has no thumbnail: ${reason}` },
  ]);
  const [[path, bytes]] = made.sheets as [Made['sheets'][number]];
  expect(path).toBe('thumbs/0.webp');
  const sheet = await pixelsOf(bytes, 'image/webp');
  expect([sheet.width, sheet.height]).toEqual([128, 128]);
  // Red fills its cell; the cell of the broken picture is clear; blue, twice as wide as high, leaves 16 rows above and below.
  expect([brightAt(sheet, 4, 4), brightAt(sheet, 96, 32), brightAt(sheet, 32, 70), brightAt(sheet, 32, 96), brightAt(sheet, 96, 96)]).toEqual(['1001', '0000', '0000', '0011', '1001']);
});

test('sheets have at most 64 × 64 cells, and few pictures a small one', () => {
  expect([1, 24, 4096, 4097, 20_000].map(sheetLayout)).toEqual([
    { columns: 1, rows: 1 },
    // ⌈√24⌉ = 5, ⌈24 / 5⌉ = 5
    { columns: 5, rows: 5 },
    { columns: 64, rows: 64 },
    { columns: 64, rows: 64 },
    { columns: 64, rows: 64 },
  ]);
});

test('pictures beyond a full sheet go on in the next, empty cells counted', async () => {
  const maker = createThumbnailMaker();
  const red = await plain('red.png', 'red', 8, 8);
  maker.begin(4098);
  await maker.add(Array<null>(4095).fill(null), going);
  await maker.add([red, red, red], going);
  const drawn = await maker.finish();
  expect(drawn?.thumbnails).toEqual({ kind: 'sprites', cell: 64, columns: 64, rows: 64, sheets: ['thumbs/0.webp', 'thumbs/1.webp'] });
  const [first, second] = await Promise.all([...drawn!.files.values()].map((bytes) => pixelsOf(bytes, 'image/webp')));
  expect([first!.width, first!.height]).toEqual([4096, 4096]);
  // Cell 4095 is the last of the first sheet, 4096 and 4097 the first of the second.
  expect([brightAt(first!, 4064, 4064), brightAt(first!, 32, 32)]).toEqual(['1001', '0000']);
  expect([brightAt(second!, 32, 32), brightAt(second!, 96, 32), brightAt(second!, 160, 32)]).toEqual(['1001', '1001', '0000']);
});

test('without a picture there is no sheet, and after a cancel nothing is drawn', async () => {
  const empty = createThumbnailMaker();
  empty.begin(2);
  await empty.add([null, broken], going);
  expect(await empty.finish()).toBeNull();
  const cancelled = new AbortController();
  cancelled.abort();
  const maker = createThumbnailMaker();
  maker.begin(1);
  await expect(maker.add([await plain('red.png', 'red', 8, 8)], cancelled.signal)).rejects.toThrow('aborted');
});
