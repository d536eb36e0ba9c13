import { expect, test } from 'vitest';
import { imageOf, sharedImageFiles } from '../../bundle/fixtures/sharedImages';
import { wasmFolder } from '../../tools/wasmFolder';
import { ask, filesOf, loadedListener } from '../fixtures/listener';

test('of the gallery only the selected rows are searched, in the order that they have among all', async () => {
  const { session } = await loadedListener(filesOf(sharedImageFiles()), wasmFolder());
  const request = ask({ query: [{ kind: 'item', modality: 'image', row: 12, weight: 1 }], gallery: 'all', limit: 100 });
  const all = await session.desk.search(request);
  const among = [13, 14, 30, 41];
  const few = await session.desk.search({ ...request, among });
  expect(few.gallerySize).toBe(4);
  expect(few.hits).toEqual(all.hits.filter(({ row }) => among.includes(row)).map((hit, i) => ({ ...hit, rank: i + 1 })));
  // Rows 12 to 14 are the texts of image 4: two of the four.
  expect(few.judgement?.relevant).toBe(2);
});

test('of an image with several selected texts one stands for it', async () => {
  const { session } = await loadedListener(filesOf(sharedImageFiles()), wasmFolder());
  const { hits } = await session.desk.search(ask({ query: [{ kind: 'item', modality: 'text', row: 40, weight: 1 }], target: 'image', gallery: 'all', among: [13, 14, 30] }));
  expect(hits.map(({ row }) => imageOf(row)).sort((a, b) => a - b)).toEqual([4, 10]);
  expect(hits.map(({ row }) => row)).toContain(13);
});

test('where none of the selected items is in the gallery nothing is found', async () => {
  const { session } = await loadedListener(filesOf(sharedImageFiles()), wasmFolder());
  // Images 4, 9, 14 and 19 are the test items: row 0 is of image 0.
  const { hits, gallerySize } = await session.desk.search(ask({ gallery: 'test', among: [0] }));
  expect([hits, gallerySize]).toEqual([[], 0]);
});
