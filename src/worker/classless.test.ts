import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../alscor/config';
import { imageOf, sharedImageFiles } from '../bundle/fixtures/sharedImages';
import { memorySource } from '../bundle/fixtures/memory';
import { readBundle } from '../bundle/read';
import { wasmFolder } from '../tools/wasmFolder';
import { evaluateSpace } from './evaluate';
import { ask, caught, filesOf, Listener, loadedListener, runOf } from './fixtures/listener';
import { pairsToTrain, rowsOfSplit } from './pairs';
import { linearCca } from './search/searchModel';

const config = { ...defaultConfig, latentDim: 3, hiddenDim: 12, batchSize: 16 };
const testImages = [4, 9, 14, 19];

const loaded = () => loadedListener(filesOf(sharedImageFiles()), wasmFolder());

beforeAll(async () => {
  await new Listener(wasmFolder()).session.setBackend('wasm');
});

test('without classes ALSCOR is refused in words, and so is a comparison with it', async () => {
  const { session } = await loaded();
  expect(caught(() => session.train(runOf(config)))).toMatchObject({ message: 'Fitting ALSCOR: expected a dataset with classes, which it learns from, got Tiny without.' });
  expect(caught(() => session.compare({ methods: ['cca', 'sm', 'acmr'], seeds: 1, config }))).toMatchObject({
    message: 'Fitting SM, ACMR: expected a dataset with classes, which they learn from, got Tiny without.',
  });
});

test('without classes CCA and DCCA are compared, each image asked for once', async () => {
  const listener = await loaded();
  const { setting } = listener.session.compare({ methods: ['cca', 'dcca'], seeds: 1, config });
  expect(setting).toMatchObject({ dataset: { classes: 0 }, split: { train: 48, test: 12 } });
  await listener.until(() => listener.of('comparison').some(({ status }) => status.phase !== 'running'));
  const outcomes = listener.of('fitted').map(({ outcome }) => outcome);
  expect(outcomes).toMatchObject([{ fit: { method: 'cca' } }, { fit: { method: 'dcca' } }]);
}, 60_000);

test('in an evaluation each image asks once', async () => {
  const dataset = await readBundle(memorySource(sharedImageFiles()));
  const { space } = linearCca(dataset);
  const { canonical } = evaluateSpace(dataset, { space, scores: ['canonical'], fusedWeight: null }, rowsOfSplit(dataset.items, 'test'));
  expect(canonical!.i2t.queryAp.filter((ap) => !Number.isNaN(ap))).toHaveLength(testImages.length);
  expect(canonical!.t2i.queryAp.filter((ap) => !Number.isNaN(ap))).toHaveLength(12);
});

test('texts find each image once, an image its three texts, and no image itself', async () => {
  const { session } = await loaded();
  const pictures = await session.desk.search(ask({ query: [{ kind: 'item', modality: 'text', row: 13, weight: 1 }], target: 'image' }));
  expect(pictures.hits.map(({ row }) => imageOf(row)).sort((a, b) => a - b)).toEqual(testImages);
  expect(pictures.hits.filter(({ relevant }) => relevant).map(({ row }) => imageOf(row))).toEqual([4]);
  const texts = await session.desk.search(ask({ query: [{ kind: 'item', modality: 'image', row: 12, weight: 1 }] }));
  expect([texts.gallerySize, texts.judgement?.relevant]).toEqual([12, 3]);
  const others = await session.desk.search(ask({ query: [{ kind: 'item', modality: 'image', row: 13, weight: 1 }], target: 'image' }));
  expect(others.hits.map(({ row }) => imageOf(row)).sort((a, b) => a - b)).toEqual([9, 14, 19]);
});

test('captions of one image are all trained on or all validated on', async () => {
  const dataset = await readBundle(memorySource(sharedImageFiles()));
  const { data } = pairsToTrain(dataset, { ...config, validationShare: 0.25 });
  const images = (rows: Int32Array) => new Set(Array.from(rows, imageOf));
  expect(data.validation.length).toBe(12);
  expect(data.train.length + data.validation.length).toBe(48);
  expect([...images(data.train)].filter((image) => images(data.validation).has(image))).toEqual([]);
});
