import { beforeAll, describe, expect, it } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { trainAlscor, type RunResult } from '../alscor/run';
import { memorySource, tinyFiles } from '../bundle/fixtures/memory';
import type { Dataset } from '../bundle/dataset';
import { readBundle } from '../bundle/read';
import { startBackend } from '../engine/backends';
import { linearCca } from '../methods/linearCca';
import { finish } from '../methods/method';
import { wasmFolder } from '../tools/wasmFolder';
import { ask, loadedListener, rejection, runOf, withVocabulary } from './fixtures/listener';
import { pairsToTrain, rowsOfSplit, type TrainingPairs } from './pairs';
import { preprocess } from '../math/preprocess';
import { alscor, linearCca as untrained } from './search/searchModel';

const config: AlscorConfig = { ...defaultConfig, imagePreprocessing: 'pca', textPreprocessing: 'l2', latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, epochs: 2, members: 2 };

beforeAll(() => startBackend('wasm', wasmFolder()));

const tinyDataset = (): Promise<Dataset> => readBundle(memorySource(tinyFiles()));

async function trained({ data, trainSplit }: TrainingPairs): Promise<RunResult> {
  for await (const event of trainAlscor(data, config, trainSplit)) if (event.type === 'result') return event.result;
  throw new Error('expected a result');
}

const close = (expected: Float32Array) => Array.from(expected, (value): unknown => expect.closeTo(value, 4));

describe('features that training starts from', () => {
  it('are preprocessed, and the very same for further seeds and methods', async () => {
    const dataset = await tinyDataset();
    const { data, preprocessing } = pairsToTrain(dataset, config);
    expect(preprocessing).toMatchObject({ image: { kind: 'pca', kept: data.image.dims }, text: { kind: 'l2' } });
    for (let row = 0; row < 60; row++) expect(Math.hypot(...data.text.data.subarray(row * 8, row * 8 + 8))).toBeCloseTo(1, 6);
    const again = pairsToTrain(dataset, { ...config, seed: 9, epochs: 5 });
    expect(again.data.image).toBe(data.image);
    expect(again.data.text).toBe(data.text);
    expect(again.preprocessing.image).toBe(preprocessing.image);
  });

  it('are the dataset’s own without preprocessing, and change with the choice', async () => {
    const dataset = await tinyDataset();
    expect(pairsToTrain(dataset, defaultConfig).data.image.data).toBe(dataset.image.data);
    const { data } = pairsToTrain(dataset, { ...defaultConfig, imagePreprocessing: 'sqrt' });
    expect(data.image.data[0]).toBeCloseTo(Math.sign(dataset.image.data[0]!) * Math.sqrt(Math.abs(dataset.image.data[0]!)), 6);
    expect(pairsToTrain(dataset, defaultConfig).data.image.data).toBe(dataset.image.data);
  });

  it('are of as many views as asked for, the first ones', async () => {
    const dataset = await tinyDataset();
    const other = dataset.image.data.map((value) => value + 1);
    const data = Float32Array.of(...dataset.image.data, ...other);
    const twice: Dataset = { ...dataset, image: { ...dataset.image, data, rows: 2 * dataset.count, views: ['a', 'b'] } };
    const of = (imageViews: number) => pairsToTrain(twice, { ...defaultConfig, imageViews }).data;
    expect([of(0).views, of(1).views, of(5).views]).toEqual([2, 1, 2]);
    expect(of(1).image).toEqual({ ...twice.image, data: dataset.image.data, rows: dataset.count });
    expect(of(0).image.data).toBe(data);
  });

  it('are fitted without a look at test items', async () => {
    const [dataset, changed] = [await tinyDataset(), await tinyDataset()];
    for (const row of rowsOfSplit(changed.items, 'test')) changed.image.data.fill(1000, row * 12, row * 12 + 12);
    expect(pairsToTrain(changed, config).preprocessing).toEqual(pairsToTrain(dataset, config).preprocessing);
  });
});

describe('a new item', () => {
  it('is placed by its raw features where the model’s space has the same item', async () => {
    const dataset = await tinyDataset();
    const pairs = pairsToTrain(dataset, config);
    const { model, space, bestEpoch } = await trained(pairs);
    const answering = alscor({ ...model, preprocessing: pairs.preprocessing }, space, bestEpoch, { id: 'a', name: 'Run 1' });
    expect(structuredClone(answering.trained)).toEqual(answering.trained);
    for (const modality of ['image', 'text'] as const) {
      const { data, dims } = dataset[modality];
      const { latent, posterior, k } = await answering.embed(modality, data.slice(7 * dims, 8 * dims));
      expect([...latent]).toEqual(close(space[modality].latent.subarray(7 * k, 8 * k)));
      expect([...posterior!]).toEqual(close(space[modality].posterior!.subarray(7 * 3, 8 * 3)));
    }
  });

  it('goes through the same before a compared method', async () => {
    const dataset = await tinyDataset();
    const { data, trainSplit, preprocessing } = pairsToTrain(dataset, config);
    const { space, embed } = await finish(linearCca.fit(data, trainSplit, config));
    const { latent, k } = await embed('image', preprocess(preprocessing.image, { data: dataset.image.data.slice(0, 12), rows: 1, dims: 12 }, 'image features').data);
    expect([...latent]).toEqual(close(space.image.latent.subarray(0, k)));
  });

  it('of linear CCA for the untrained search stays raw', async () => {
    const { info, trained: stored } = untrained(await tinyDataset());
    expect([info.preprocessing, stored]).toEqual([null, null]);
  });
});

describe('a session', () => {
  it('tells in words what the features went through, and answers typed words with it', async () => {
    const listener = await loadedListener(await withVocabulary(), wasmFolder());
    await listener.session.train(runOf(config));
    await listener.ended();
    expect(listener.of('models').at(-1)!.models[1]!.preprocessing).toMatch(/^Images: PCA to \d+ of 12 dimensions, \d+ % of the variance; texts: L2; then each column is standardised, all on the training split\.$/);
    const { hits, words } = await listener.session.desk.search(ask({ model: 'alscor', score: 'semantic', query: [{ kind: 'words', text: 'bee', weight: 1 }], target: 'image' }));
    expect(words[0]?.known).toEqual(['bee']);
    expect(hits.every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it('refuses tf-idf of negative features with advice, and trains after another choice', async () => {
    const listener = await loadedListener(await withVocabulary(), wasmFolder());
    const refused = await rejection(listener.session.train(runOf({ ...config, textPreprocessing: 'tfidf' })));
    expect(refused).toMatchObject({ message: expect.stringContaining('tf-idf of text features: expected counts or weights of at least 0'), advice: expect.stringContaining('another preprocessing') });
    await listener.session.train(runOf(config));
    await listener.ended();
    expect(listener.phases.at(-1)).toBe('finished');
  });
});
