import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BundleError } from '../../bundle/problem';
import { galleryBrowser, type GalleryBrowser } from './fixtures/galleryBrowser';
import { opfsStore } from './opfsStore';
import type { GalleryStore } from './store';

let browser: GalleryBrowser;
beforeEach(() => {
  browser = galleryBrowser();
  vi.stubGlobal('navigator', browser.navigator);
});
afterEach(() => vi.unstubAllGlobals());

const known = { name: 'image.npy', modality: 'image' as const, dims: 2, dtype: 'f4' as const, created: 1 };
const bytes = (...values: number[]) => Uint8Array.from(values);

async function add(store: GalleryStore, rows: number, modality: 'image' | 'text' = 'image') {
  const writer = await store.begin('image.npy', null);
  await writer.append('features.bin', bytes(1, 2, 3));
  await writer.append('features.bin', bytes(4));
  await writer.append('items.bin', bytes(5));
  return writer.finish({ ...known, modality, rows });
}

test('an addition is there for whoever opens the gallery later, of this dataset alone', async () => {
  const added = await add(await opfsStore('one'), 3);
  expect(added).toEqual({ ...known, rows: 3, id: added.id, first: 0, bytes: 5 });
  const again = await opfsStore('one');
  expect(await again.list()).toEqual([{ addition: added, removed: { deletedAt: null, rows: [] } }]);
  expect([...new Uint8Array(await (await again.file(added.id, 'features.bin')).arrayBuffer())]).toEqual([1, 2, 3, 4]);
  expect(await (await opfsStore('other')).list()).toEqual([]);
});

test('rows are numbered on within a modality, also by two tabs that end at once', async () => {
  const [one, other] = [await opfsStore('d'), await opfsStore('d')];
  const firsts = (await Promise.all([add(one, 3), add(other, 4), add(one, 2, 'text')])).map(({ first, rows }) => [first, rows]);
  // Whichever of the images ends first has rows 0 to its end; the texts begin at 0 too.
  expect([[[0, 3], [3, 4], [0, 2]], [[4, 3], [0, 4], [0, 2]]]).toContainEqual(firsts);
});

test('an addition that is broken off leaves nothing behind, and one that was cut off is swept', async () => {
  const store = await opfsStore('d');
  const writer = await store.begin('image.npy', null);
  await writer.append('features.bin', bytes(1));
  await writer.abort();
  expect(browser.root.paths()).toEqual([]);
  await (await store.begin('image.npy', null)).append('features.bin', bytes(1));
  expect(await store.list()).toEqual([]);
  // The tab that adds it lives.
  expect(browser.root.paths()).toHaveLength(1);
  browser.locks.forget();
  expect(await store.list()).toEqual([]);
  expect(browser.root.paths()).toEqual([]);
});

test('a full storage is told with what to try', async () => {
  const store = await opfsStore('d');
  await expect(store.begin('image.npy', 2e9)).rejects.toMatchObject({ message: 'Storing image.npy: expected room for 1.9 GB, the browser gives 953.7 MB more.', advice: 'Remove items of your own, stored runs, or datasets from the library.' });
  const writer = await store.begin('image.npy', null);
  browser.disk.room = 2;
  await expect(writer.append('features.bin', bytes(1, 2, 3))).rejects.toThrow('Storing image.npy: expected room for 3 B, the browser took no more after 0 B: the disk may be full.');
  await writer.abort();
  expect(browser.root.paths()).toEqual([]);
});

test('what was removed stays so; what is discarded is gone, and may be gone before', async () => {
  const store = await opfsStore('d');
  const { id } = await add(store, 3);
  await store.setRemoved(id, { deletedAt: 7, rows: [1] });
  expect((await (await opfsStore('d')).list())[0]!.removed).toEqual({ deletedAt: 7, rows: [1] });
  await store.discard(id);
  await store.discard(id);
  expect(browser.root.paths()).toEqual([]);
  await expect(store.file(id, 'features.bin')).rejects.toThrow(BundleError);
});

test('a browser without private files is told', async () => {
  vi.stubGlobal('navigator', {});
  await expect(opfsStore('d')).rejects.toMatchObject({ message: expect.stringContaining('expected the browser\'s private files (OPFS)') });
});
