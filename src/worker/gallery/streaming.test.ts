import { mkdtempSync, openAsBlob, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { floatsToHalves } from '../../bundle/float16';
import { formatNpyHeader } from '../../bundle/npyHeader';
import { normal, streamKey } from '../../math/random';
import { linearCca } from '../search/searchModel';
import { diskNavigator } from './fixtures/galleryBrowser';
import { ownItems, wordyDataset } from './fixtures/own';

const ROWS = 200_000;
const DIMS = 512;
const MB = 1024 ** 2;
const key = streamKey(3);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gallery-'));
  vi.stubGlobal('navigator', diskNavigator(folder));
});
afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

/** float16 rows, written in parts; a line of captions for each. */
async function largeFiles(): Promise<{ path: string; file: File }[]> {
  const [features, captions] = [join(folder, 'large.npy'), join(folder, 'captions.txt')];
  const block = floatsToHalves(Float32Array.from({ length: 2000 * DIMS }, (_, i) => normal(key, i)));
  writeFileSync(features, formatNpyHeader('<f2', [ROWS, DIMS]));
  for (let row = 0; row < ROWS; row += 2000) appendFileSync(features, new Uint8Array(block.buffer));
  writeFileSync(captions, Array.from({ length: ROWS }, (_, row) => `item number ${row}\n`).join(''));
  return [{ path: 'large.npy', file: new File([await openAsBlob(features)], 'large.npy') }, { path: 'captions.txt', file: new File([await openAsBlob(captions)], 'captions.txt') }];
}

const used = (): number => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;

test('200,000 rows are stored, embedded and searched with memory that does not grow with their features', async () => {
  const tiny = await wordyDataset();
  const image = { ...tiny.image, dims: DIMS, data: Float32Array.from({ length: 60 * DIMS }, (_, i) => Math.sin(i * i)) };
  const dataset = { ...tiny, image };
  const files = await largeFiles();
  let most = 0;
  let before = used();
  const { own } = ownItems(dataset, { tell: () => (most = Math.max(most, used() - before)) });
  let begun = performance.now();
  const measured = (what: string) => {
    console.log(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s, at most ${Math.round(most / MB)} MB more in memory`);
    [most, before, begun] = [0, used(), performance.now()];
  };
  await own.add(files, null);
  const adding = most;
  measured(`Adding ${ROWS} rows of ${DIMS} float16, ${Math.round((ROWS * DIMS * 2) / MB)} MB`);
  const model = linearCca(dataset);
  const index = await own.index(model, 'image');
  const [embedding, info] = [most, (await own.look()).indexes[0]!];
  measured(`Embedding them, an index of ${Math.round(info.bytes / MB)} MB as ${info.storage}`);
  const item = await model.embed('image', (await own.features('image', 4321))!);
  const [found] = await index!.topK(item.latent, 3);
  measured('A query');
  // The rows repeat after 2000.
  expect([...found!.rows]).toEqual([321, 2321, 4321]);
  expect((await own.items('image', [199_999]))[0]).toMatchObject({ id: 'large 200000', caption: 'item number 199999' });
  // Held whole as float16 the features would take 195 MB, as float32 391 MB. The lines of captions, and garbage that is not collected yet, count here.
  expect(adding).toBeLessThan(150 * MB);
  expect(embedding - info.bytes).toBeLessThan(100 * MB);
}, 240_000);
