import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unzipped } from './fixtures/unzipped';
import { decodeNpy } from '../../bundle/npy';
import { IndexError } from '../../engine/index/indexError';
import { PlainIndex } from '../../engine/index/plainIndex';
import { scoreQuery } from '../../retrieval/scores';
import { epochModel } from '../models/epochModel';
import { search } from '../search/search';
import { linearCca, type SearchModel } from '../search/searchModel';
import type { SearchRequest } from '../search/types';
import { galleryBrowser, type GalleryBrowser } from './fixtures/galleryBrowser';
import { fileOf, npyFile, ownItems, someFeatures, wordyDataset } from './fixtures/own';
import { memoryStore } from './memoryStore';

let browser: GalleryBrowser;
beforeEach(() => {
  browser = galleryBrowser();
  vi.stubGlobal('navigator', browser.navigator);
});
afterEach(() => vi.unstubAllGlobals());

const dataset = await wordyDataset();
const cca = linearCca(dataset);
const images = (rows: number, name = 'mine.npy') => npyFile(name, someFeatures(rows, 12), 12);

const request = (changes: Partial<SearchRequest>): SearchRequest => ({
  query: [{ kind: 'words', text: 'red', weight: 1 }], target: 'image', score: 'canonical', gallery: 'own', classes: [], fold: false, model: 'cca', offset: 0, limit: 5, ...changes,
});

const asking = (own: ReturnType<typeof ownItems>['own'], model: SearchModel = cca) => ({ dataset, model, own, encode: () => Promise.reject(new Error('none')) });

test('items are found as they would be if the model scored each of them', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(40)], null);
  const { hits, gallerySize } = await search(asking(own), request({ limit: 40 }));
  expect(gallerySize).toBe(40);
  const red = await cca.embed('text', Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0));
  for (const { row, score } of hits) {
    const item = await cca.embed('image', someFeatures(40, 12).slice(row * 12, (row + 1) * 12));
    expect(score).toBeCloseTo(scoreQuery(red, 0, item, 'canonical', 1)[0]!, 5);
  }
  expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  expect(hits[0]!.own).toMatchObject({ id: `mine ${hits[0]!.row + 1}`, caption: '', picture: null });
});

test('an index whose GPU is gone is made anew and asked once more; what fails twice is told', async () => {
  let made = 0;
  const { own } = ownItems(dataset, {
    createIndex: async (options) => {
      const index = new PlainIndex(options);
      if (++made > 1) return index;
      const failing = Object.assign(index, { lost: null as string | null });
      failing.topK = () => {
        failing.lost = 'unplugged';
        return Promise.reject(new IndexError('Searching on the GPU: it is gone (unplugged).', 'Ask again.'));
      };
      return failing;
    },
  });
  await own.add([images(40)], null);
  const { hits } = await search(asking(own), request({ limit: 40 }));
  expect([made, hits.length]).toEqual([2, 40]);
  const second = ownItems(dataset, { createIndex: async (options) => Object.assign(new PlainIndex(options), { lost: 'unplugged', topK: () => Promise.reject(new Error('gone')) }) });
  await second.own.add([images(4)], null);
  await expect(search(asking(second.own), request({}))).rejects.toThrow('gone');
});

test('with the dataset’s they are ranked among its items, and an own item asks', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(40)], null);
  const { hits, gallerySize } = await search(asking(own), request({ gallery: 'all', query: [{ kind: 'own', modality: 'image', row: 3, weight: 1 }], limit: 100 }));
  // The item that asks is left out.
  expect(gallerySize).toBe(60 + 39);
  expect(hits.filter(({ own: item }) => item).map(({ row }) => row)).not.toContain(3);
  expect(new Set(hits.map(({ own: item }) => item !== null))).toEqual(new Set([true, false]));
});

test('an epoch, whose nets are not kept, leaves own items out beside the dataset’s, and refuses to search them alone', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(4)], null);
  const epoch = epochModel({ epoch: 2, fusedWeight: 1, space: cca.space, name: 'Run a' }, 'a', dataset);
  const query: SearchRequest['query'] = [{ kind: 'item', modality: 'text', row: 3, weight: 1 }];
  expect((await search(asking(own, epoch), request({ gallery: 'all', query }))).gallerySize).toBe(60);
  await expect(search(asking(own, epoch), request({ query }))).rejects.toMatchObject({ name: 'QueryError', message: expect.stringContaining('Placing items of your own: expected an item of the dataset, since of Run a, epoch 2') });
});

test('where classes or rows of the dataset are chosen, own items are not among the answers', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(4)], null);
  for (const chosen of [{ classes: [1] }, { among: [1, 2, 3] }]) {
    const { hits, histogram } = await search(asking(own), request({ gallery: 'all', limit: 100, ...chosen }));
    expect([hits.some((hit) => hit.own), histogram === null]).toEqual([false, false]);
  }
});

test('they are there after a reload, and items that follow are embedded alone', async () => {
  const before = ownItems(dataset);
  await before.own.add([images(40), fileOf('captions.txt', Array.from({ length: 40 }, (_, i) => `number ${i}`).join('\n'))], null);
  const { own, told } = ownItems(dataset);
  expect(await own.items('image', [7])).toEqual([{ id: 'mine 8', caption: 'number 7', picture: null }]);
  expect((await own.look()).counts).toEqual({ image: 40, text: 0 });
  expect((await own.index(cca, 'image'))!.rows).toBe(40);
  expect(told.findLast((progress) => progress?.task === 'embedding')).toMatchObject({ name: 'Embedding items of your own by Linear CCA', done: 0, total: 40 });
  await own.add([images(5)], null);
  const embeddings = vi.spyOn(cca, 'embedRows');
  expect((await own.index(cca, 'image'))!.rows).toBe(45);
  expect(embeddings.mock.calls.map(([, { rows }]) => rows)).toEqual([5]);
  embeddings.mockRestore();
});

test('a model that has moved on embeds anew, and only the newest two of a modality stay', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(10)], null);
  const models = [1, 2, 3].map((epoch): SearchModel => ({ ...cca, info: { ...cca.info, label: `Epoch ${epoch}`, epoch } }));
  for (const model of models) await own.index(model, 'image');
  expect((await own.look()).indexes.map(({ model, epoch, rows, storage, bytes }) => [model, epoch, rows, storage, bytes])).toEqual([2, 3].map((epoch) => [`Epoch ${epoch}`, epoch, 10, 'float32', 10 * cca.space.image.k * 4]));
});

test('an item, an addition and all of them are removed, and brought back', async () => {
  const { own } = ownItems(dataset);
  const { added: [first] } = await own.add([images(4, 'a.npy')], null);
  const { added: [second] } = await own.add([images(3, 'b.npy')], null);
  const found = async () => (await search(asking(own), request({ limit: 20 }))).hits.map(({ row }) => row).sort((a, b) => a - b);
  expect(await found()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const item = { kind: 'item', modality: 'image', row: 1 } as const;
  expect((await own.remove(item)).counts.image).toBe(6);
  await own.remove({ kind: 'additions', ids: [second!.id] });
  expect(await found()).toEqual([0, 2, 3]);
  expect(await own.features('image', 1)).toBeNull();
  expect((await own.page('image', 1, 5)).map(({ row }) => row)).toEqual([2, 3]);
  await own.restore({ kind: 'additions', ids: [second!.id] });
  await own.restore(item);
  expect(await found()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  await own.remove({ kind: 'additions', ids: [first!.id, second!.id] });
  expect([own.count('image'), await own.index(cca, 'image'), await found()]).toEqual([0, null, []]);
});

test('the files of what was removed go when the time to undo is over, and later rows keep their numbers', async () => {
  let now = 1000;
  const { own } = ownItems(dataset, { now: () => now });
  const { added: [first] } = await own.add([images(4, 'a.npy')], null);
  await own.add([images(3, 'b.npy')], null);
  await own.remove({ kind: 'additions', ids: [first!.id] });
  now += 9999;
  expect((await own.look()).additions.map(({ name, deletedAt }) => [name, deletedAt])).toEqual([['a.npy', 1000], ['b.npy', null]]);
  now += 1;
  expect((await own.look()).additions.map(({ name }) => name)).toEqual(['b.npy']);
  expect((await own.page('image', 0, 9)).map(({ id, row }) => [id, row])).toEqual([['b 1', 4], ['b 2', 5], ['b 3', 6]]);
});

test('an addition that is cancelled, or whose last row is broken, leaves nothing behind', async () => {
  const { own } = ownItems(dataset, { tell: (progress) => progress?.name.startsWith('Adding') && own.cancel() });
  expect(await own.add([images(9)], null)).toEqual({ added: [], notes: ['Adding mine.npy: cancelled after 0 of 9 items. Nothing was added.'], ask: null });
  const broken = someFeatures(9000, 12);
  broken[9000 * 12 - 1] = Infinity;
  await expect(ownItems(dataset).own.add([images(3, 'whole.npy'), npyFile('x.npy', broken, 12)], null)).rejects.toThrow('x.npy, row 9000: expected numbers of float32, got Infinity.');
  expect((await own.look()).additions).toEqual([]);
  expect(browser.root.paths()).toEqual([]);
});

test('embedding that is cancelled is told to who asked, and goes on from there', async () => {
  let cancel = true;
  const { own, told } = ownItems(dataset);
  await own.add([images(10_000)], null);
  const slow: SearchModel = { ...cca, embedRows: async (...asked) => {
    if (cancel && told.length > 0) own.cancel();
    return cca.embedRows(...asked);
  } };
  await expect(own.index(slow, 'image')).rejects.toMatchObject({ name: 'Cancelled', message: 'Embedding items of your own by Linear CCA: cancelled after 4096 of 10000 items.' });
  cancel = false;
  expect((await own.index(slow, 'image'))!.rows).toBe(10_000);
  expect(told.at(-1)).toBeNull();
});

test('two that ask at once share one index', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(10)], null);
  const spied = vi.spyOn(cca, 'embedRows');
  const [one, other] = await Promise.all([own.index(cca, 'image'), own.index(cca, 'image')]);
  expect([one === other, spied.mock.calls.length]).toEqual([true, 1]);
  spied.mockRestore();
});

test('more than 50,000 rows lie in memory as float16, and are told so', async () => {
  const { own } = ownItems(dataset);
  await own.add([npyFile('many.npy', someFeatures(50_001, 12), 12, 'f2')], null);
  await own.index(cca, 'image');
  expect((await own.look()).indexes).toMatchObject([{ rows: 50_001, storage: 'float16', bytes: 50_001 * cca.space.image.k * 2 }]);
});

test('where the browser stores nothing, items end with the page', async () => {
  const { own } = ownItems(dataset, { openStore: async () => memoryStore() });
  await own.add([images(4)], null);
  const summary = await own.look();
  expect([summary.kept, summary.counts.image, summary.additions[0]!.bytes > 4 * 12 * 4]).toEqual([false, 4, true]);
  expect((await search(asking(own), request({ limit: 2 }))).hits).toHaveLength(2);
});

test('embeddings leave as .npy with their items, without those that were removed', async () => {
  const { own } = ownItems(dataset);
  await own.add([images(5), fileOf('mine.csv', 'id,caption\na,one\nb,two\nc,three\nd,four\ne,five\n')], null);
  await own.add([fileOf('mine.txt', 'red\nblue\n')], null);
  await own.remove({ kind: 'item', modality: 'image', row: 1 });
  const { name, blob } = await own.export('npy', cca);
  const files = await unzipped(blob);
  expect([name, [...files.keys()].sort()]).toEqual(['my-items-embeddings-npy.zip', ['README.txt', 'classes.json', 'image_embeddings.npy', 'image_items.jsonl', 'text_embeddings.npy', 'text_items.jsonl']]);
  const { shape, data } = decodeNpy(files.get('image_embeddings.npy')!, 'x');
  expect(shape).toEqual([4, cca.space.image.k]);
  const third = await cca.embed('image', someFeatures(5, 12).slice(24, 36));
  expect([...data.subarray(cca.space.image.k, 2 * cca.space.image.k)]).toEqual([...third.latent]);
  expect(new TextDecoder().decode(files.get('image_items.jsonl'))).toBe('{"id":"a","caption":"one"}\n{"id":"c","caption":"three"}\n{"id":"d","caption":"four"}\n{"id":"e","caption":"five"}\n');
});

test('as Parquet they are as clip-retrieval lays them out', async () => {
  const { own } = ownItems(dataset);
  await own.add([fileOf('mine.txt', 'red\nblue\n')], null);
  const files = await unzipped((await own.export('parquet', cca)).blob);
  expect([...files.keys()]).toEqual(['texts/text_emb/text_emb_0.npy', 'texts/metadata/metadata_0.parquet']);
  const { parquetReadObjects } = await import('hyparquet');
  expect(await parquetReadObjects({ file: Uint8Array.from(files.get('texts/metadata/metadata_0.parquet')!).buffer })).toEqual([
    { image_path: 'mine 1', caption: 'red', id: 'mine 1' },
    { image_path: 'mine 2', caption: 'blue', id: 'mine 2' },
  ]);
});

test('with nothing there is nothing to export', async () => {
  await expect(ownItems(dataset).own.export('npy', cca)).rejects.toThrow('Exporting embeddings: expected items of your own, there are none.');
});
