import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import type { Fit } from '../comparison/comparison';
import { memorySource, tinyFiles } from '../bundle/fixtures/memory';
import { readBundle } from '../bundle/read';
import { linearCca } from '../methods/linearCca';
import { finish } from '../methods/method';
import { wasmFolder } from '../tools/wasmFolder';
import { evaluateSpace } from './evaluate';
import { caught, Listener, loadedListener, runOf, tiny } from './fixtures/listener';
import { pairsToTrain, rowsOfSplit } from './pairs';

const config: AlscorConfig = { ...defaultConfig, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, learningRate: 0.01, epochs: 6 };
const endless = { ...config, epochs: 10_000 };

const loaded = () => loadedListener(tiny, wasmFolder());

beforeAll(async () => {
  await new Listener(wasmFolder()).session.setBackend('wasm');
});

const compared = (listener: Listener, id = 1) => listener.until(() => listener.of('comparison').some(({ status }) => status.comparisonId === id && status.phase !== 'running'));
const fitsOf = (listener: Listener): Fit[] => listener.of('fitted').flatMap(({ outcome }) => ('fit' in outcome ? [outcome.fit] : []));

describe('a comparison', { timeout: 30_000 }, () => {
  test('fits every method from every seed, seed by seed, and tells each fit when it ends', async () => {
    const listener = await loaded();
    const { comparisonId, setting } = listener.session.compare({ methods: ['sm', 'alscor', 'cca'], seeds: 2, config: { ...config, seed: 5 } });
    expect(comparisonId).toBe(1);
    expect(setting).toMatchObject({ dataset: { name: 'Tiny', pairs: 60, classes: 3, multiLabel: false }, split: { train: 48, validation: 0, test: 12 }, seeds: [5, 6], withoutRelevant: 0 });
    // The registry's order, not the one asked for.
    expect(setting.methods.map(({ name, group }) => [name, group])).toEqual([['alscor', 'alscor'], ['cca', 'compared'], ['sm', 'compared']]);
    await compared(listener);
    expect(fitsOf(listener).map(({ method, seed }) => `${method} ${seed}`)).toEqual(['alscor 5', 'cca 5', 'sm 5', 'alscor 6', 'cca 6', 'sm 6']);
    const { status } = listener.of('comparison').at(-1)!;
    expect(status).toMatchObject({ phase: 'finished', done: 6, total: 6, current: null, remainingMs: null });
    const done = listener.of('comparison').map((event) => event.status.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    // cca by its one score, sm by two, against the same scores of ALSCOR
    const { tests } = listener.of('fitted').at(-1)!;
    expect(tests.map(({ method, score, against, seeds, queries }) => [method, score, against, seeds.length, queries])).toEqual([['cca', 'canonical', 'canonical', 2, 24], ['sm', 'semantic', 'semantic', 2, 24], ['sm', 'canonical', 'canonical', 2, 24]]);
    expect(memory().numTensors).toBe(0);
    // Per-query values stay in the worker.
    expect(JSON.stringify(listener.events)).not.toContain('queryAp');
  });

  test('measures what a fit by itself measures on the test items', async () => {
    const listener = await loaded();
    listener.session.compare({ methods: ['cca'], seeds: 1, config });
    await compared(listener);
    const dataset = await readBundle(memorySource(tinyFiles()));
    const { data, trainSplit } = pairsToTrain(dataset, config);
    const fitted = await finish(linearCca.fit(data, trainSplit, config));
    const { i2t, t2i } = evaluateSpace(dataset, fitted, rowsOfSplit(dataset.items, 'test')).canonical!;
    const [fit] = fitsOf(listener);
    expect(fit).toMatchObject({ method: 'cca', seed: 1, headline: 'canonical', chosen: fitted.chosen, scores: { canonical: { i2t: { map: i2t.map, perClass: i2t.perClass }, t2i: { map: t2i.map } } } });
  });

  test('is the same for the same seed', async () => {
    const [first, second] = await Promise.all([loaded(), loaded()]);
    for (const listener of [first, second]) {
      listener.session.compare({ methods: ['alscor'], seeds: 1, config });
      await compared(listener);
    }
    expect(fitsOf(second)[0]!.scores).toEqual(fitsOf(first)[0]!.scores);
  });

  test('that is cancelled answers after the step in progress, keeps what is finished, and leaves no tensor', async () => {
    const listener = await loaded();
    const before = memory().numTensors;
    listener.session.compare({ methods: ['alscor'], seeds: 1, config: endless });
    await listener.until(() => (listener.of('comparison').at(-1)?.status.done ?? 0) > 0);
    expect(memory().numTensors).toBeGreaterThan(before);
    expect(await listener.session.cancelComparison()).toMatchObject({ comparisonId: 1, phase: 'cancelled', current: null, total: 1 });
    expect(memory().numTensors).toBe(before);

    listener.session.compare({ methods: ['cca', 'sm'], seeds: 10, config });
    await listener.until(() => fitsOf(listener).length >= 2);
    expect(await listener.session.cancelComparison()).toMatchObject({ comparisonId: 2, phase: 'cancelled' });
    const told = fitsOf(listener).length;
    expect(told).toBeLessThan(20);
    expect(listener.session.compare({ methods: ['cca'], seeds: 1, config }).comparisonId).toBe(3);
    await compared(listener, 3);
    expect(fitsOf(listener)).toHaveLength(told + 1);
  });

  test('goes on after a fit that fails, and tells why it did', async () => {
    const listener = await loaded();
    listener.session.compare({ methods: ['alscor', 'cca'], seeds: 2, config: { ...config, epochs: 50, learningRate: 1e6 } });
    await compared(listener);
    const outcomes = listener.of('fitted').map(({ outcome }) => outcome);
    expect(outcomes).toMatchObject([
      { failure: { method: 'alscor', seed: 1, message: expect.stringContaining('stopped at step'), advice: expect.stringContaining('learning rate') } },
      { fit: { method: 'cca', seed: 1 } },
      { failure: { method: 'alscor', seed: 2 } },
      { fit: { method: 'cca', seed: 2 } },
    ]);
    expect(listener.of('fitted').at(-1)!.tests).toEqual([]);
    expect(listener.of('comparison').at(-1)!.status).toMatchObject({ phase: 'finished', done: 4 });
    expect(memory().numTensors).toBe(0);
  });

  test('refuses a run, another comparison, another backend and another dataset while it goes on; search and evaluation answer', async () => {
    const { session } = await loaded();
    session.compare({ methods: ['alscor'], seeds: 1, config: endless });
    expect(caught(() => session.train(runOf(config)))).toMatchObject({ message: 'Starting a run: expected no comparison, one is going on.', advice: expect.stringContaining('finished fits stay') });
    expect(() => session.compare({ methods: ['cca'], seeds: 1, config })).toThrow('Comparing: expected no comparison');
    await expect(session.setBackend('cpu')).rejects.toThrow('Changing the backend: expected no comparison');
    await expect(session.loadDataset(tiny)).rejects.toThrow('Loading a dataset: expected no comparison');
    expect(await session.evaluate()).toMatchObject([{ model: { kind: 'cca' } }]);
    await session.cancelComparison();
    expect(await session.train(runOf(config))).toMatchObject({ id: 'a' });
    expect(caught(() => session.compare({ methods: ['cca'], seeds: 1, config }))).toMatchObject({ message: 'Comparing: expected no run, one is going on.' });
    await session.runner.stop();
  });

  test('is refused in words for methods and seeds that are not there', async () => {
    const { session } = await loaded();
    const asked = (methods: string[], seeds: number, changed: Partial<AlscorConfig> = {}) => () => session.compare({ methods, seeds, config: { ...config, ...changed } });
    expect(asked(['cca', 'gpt'], 1)).toThrow(/expected methods out of alscor, .*, got gpt/);
    expect(asked([], 1)).toThrow('got none');
    expect(asked(['cca'], 11)).toThrow('whole number of seeds from 1 to 10, got 11');
    expect(asked(['cca'], 1.5)).toThrow('got 1.5');
    expect(asked(['cca'], 2, { seed: 2 ** 31 - 1 })).toThrow('Seed: expected');
    expect(asked(['cca'], 1, { epochs: 0 })).toThrow('Epochs: expected');
    expect(() => new Listener(wasmFolder()).session.compare({ methods: ['cca'], seeds: 1, config })).toThrow('Expected a dataset');
    expect(await session.cancelComparison()).toBeNull();
  });

  test('lists the methods there are, each with its source', async () => {
    const { session } = await loaded();
    const [first, ...others] = session.methods();
    expect(first).toMatchObject({ name: 'alscor', group: 'alscor' });
    expect(others.map(({ name }) => name)).toEqual(expect.arrayContaining(['cca', 'sm', 'scm']));
    for (const { source, group, name } of others) expect([group, source.length > 20]).toEqual([name.startsWith('alscor-') ? 'ablation' : 'compared', true]);
  });
});
