import { setTimeout as wait } from 'node:timers/promises';
import { getBackend, memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { trainAlscor } from '../alscor/run';
import { memorySource, tinyFiles } from '../bundle/fixtures/memory';
import { multiLabelFiles, twoClasses } from '../bundle/fixtures/multiLabel';
import { readBundle } from '../bundle/read';
import { classesOf } from '../retrieval/labels';
import { evaluateDirection } from '../retrieval/metrics';
import { selectRows, type ScoreKind, type Space } from '../retrieval/scores';
import { wasmFolder } from '../tools/wasmFolder';
import { ask, caught, filesOf, labelOf, Listener, loadedListener, precisionOf, runOf, tiny, withVocabulary, zipped } from './fixtures/listener';
import { pairsToTrain, rowsOfSplit } from './pairs';
import type { QuerySource } from './protocol';
import { linearCca } from './search/searchModel';

const config: AlscorConfig = { ...defaultConfig, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, learningRate: 0.01, epochs: 6 };
const endless = { ...config, epochs: 10_000 };

const loaded = (source = tiny) => loadedListener(source, wasmFolder());

beforeAll(async () => {
  await new Listener(wasmFolder()).session.setBackend('wasm');
});

describe('a dataset', () => {
  test.each([['the files of a folder', tiny], ['one zip', zipped]])('is read from %s, and linear CCA answers from then on', async (_, source) => {
    const listener = new Listener(wasmFolder());
    const summary = await listener.session.loadDataset(source);
    expect(summary).toMatchObject({ name: 'Tiny', count: 60, dims: { image: 12, text: 8 }, classNames: ['ant', 'bee', 'cat'], encodesPictures: false });
    expect(summary.labels).toEqual(Int32Array.from({ length: 60 }, (_, row) => labelOf(row)));
    expect(listener.of('models').at(-1)?.models).toMatchObject([{ kind: 'cca', scores: ['canonical'], epoch: null }]);
  });

  test('that is damaged is refused, and the one before still answers', async () => {
    const listener = await loaded();
    const { session } = listener;
    const before = await session.desk.search(ask({}));
    const bytes = Uint8Array.from(tinyFiles(true).get('text.npy')!);
    bytes[bytes.length - 1]! ^= 1;
    await expect(session.loadDataset(filesOf(tinyFiles(true).set('text.npy', bytes)))).rejects.toThrow(/text\.npy: expected sha256/);
    expect((await session.desk.search(ask({}))).hits).toEqual(before.hits);
    expect(listener.of('models')).toHaveLength(1);
  });

  test('is needed by everything that works on one', async () => {
    const { session } = new Listener(wasmFolder());
    await expect(session.desk.search(ask({}))).rejects.toThrow('Expected a dataset');
    expect(() => session.train(runOf(config))).toThrow('Expected a dataset');
    await expect(session.evaluate()).rejects.toThrow('Expected a dataset');
  });
});

describe('a search', () => {
  test.each([['image', 'text'], ['text', 'image']] as const)('by %s ranks every test %s, and its average precision is that of the hits', async (modality, target) => {
    const { session } = await loaded();
    for (const row of [4, 9, 14, 0]) {
      const result = await session.desk.search(ask({ query: [{ kind: 'item', modality, row, weight: 1 }], target }));
      expect(result).toMatchObject({ gallerySize: 12, total: 12, judgement: { relevant: 4 }, words: [], model: { kind: 'cca' } });
      expect(result.hits.map((hit) => hit.row).sort((a, b) => a - b)).toEqual([4, 9, 14, 19, 24, 29, 34, 39, 44, 49, 54, 59]);
      expect(result.hits.map(({ relevant }) => relevant)).toEqual(result.hits.map((hit) => labelOf(hit.row) === labelOf(row)));
      expect(result.hits.map(({ score }) => score)).toEqual(result.hits.map(({ score }) => score).sort((a, b) => b - a));
      expect(result.judgement?.averagePrecision).toBeCloseTo(precisionOf(result, labelOf(row)), 12);
      expect(result.judgement?.averagePrecision).toBeGreaterThan(0);
      expect(result.judgement?.averagePrecision).toBeLessThanOrEqual(1);
      const short = await session.desk.search(ask({ query: [{ kind: 'item', modality, row, weight: 1 }], target, limit: 3 }));
      expect(short).toMatchObject({ hits: result.hits.slice(0, 3), judgement: result.judgement });
    }
  });

  test('within one modality and all items finds every item but the one that asks', async () => {
    const { session } = await loaded();
    const { hits, gallerySize } = await session.desk.search(ask({ target: 'image', gallery: 'all' }));
    expect(gallerySize).toBe(59);
    expect(hits.map(({ row }) => row)).not.toContain(4);
  });

  test('with ALSCOR before any training, for a missing item or by words without a vocabulary is refused with advice', async () => {
    const { session } = await loaded();
    await expect(session.desk.search(ask({ model: 'alscor' }))).rejects.toMatchObject({ message: expect.stringContaining('expected a fitted model'), advice: expect.stringContaining('Train first') });
    const query = (source: QuerySource) => session.desk.search(ask({ query: [{ ...source, weight: 1 }] }));
    await expect(query({ kind: 'item', modality: 'text', row: 60 })).rejects.toMatchObject({ name: 'QueryError', message: expect.stringContaining('from 0 to 59, got 60') });
    await expect(query({ kind: 'words', text: 'bee' })).rejects.toMatchObject({ name: 'QueryError', advice: expect.stringContaining('Pick a text') });
  });

  test('by words embeds the known ones and reports the others with what may be meant', async () => {
    const { session } = await loaded(await withVocabulary());
    const words = (text: string) => session.desk.search(ask({ query: [{ kind: 'words', text, weight: 1 }], target: 'image' }));
    const found = await words('the cats, zebra and bea');
    expect(found.words).toEqual([{ part: 0, known: ['cat'], unknown: [{ word: 'zebra', suggestions: [] }, { word: 'bea', suggestions: ['bee'] }] }]);
    expect(found).toMatchObject({ gallerySize: 12, judgement: null });
    expect(found.hits.slice(0, 3).map(({ row, relevant }) => [labelOf(row), relevant])).toEqual([[2, null], [2, null], [2, null]]);
    expect(await words('zebra')).toMatchObject({ hits: [], gallerySize: 12, words: [{ known: [] }] });
  });
});

describe('a dataset whose items have no, one or two classes', { timeout: 30_000 }, () => {
  const { labels } = twoClasses;
  const shares = (row: number, other: number) => classesOf(labels, row).some((label) => classesOf(labels, other).includes(label));

  test('is told with all classes of its items, and a search judges by any that both have', async () => {
    const { session } = new Listener(wasmFolder());
    const summary = await session.loadDataset(filesOf(await multiLabelFiles()));
    expect(summary).toMatchObject({ classNames: ['ant', 'bee', 'cat', 'dog'], labels });
    for (const row of [1, 2, 5]) {
      const { hits, judgement } = await session.desk.search(ask({ query: [{ kind: 'item', modality: 'image', row, weight: 1 }] }));
      expect(hits.map(({ relevant }) => relevant)).toEqual(hits.map((hit) => shares(row, hit.row)));
      expect(judgement?.relevant).toBe(hits.filter(({ relevant }) => relevant).length);
    }
    // Item 19 has no class.
    const unjudged = await session.desk.search(ask({ query: [{ kind: 'item', modality: 'image', row: 19, weight: 1 }] }));
    expect(unjudged).toMatchObject({ judgement: null });
    expect(unjudged.hits).toHaveLength(60);
  });

  test('is trained on and evaluated: queries without a class are counted, the others find what shares theirs', async () => {
    const listener = await loaded(filesOf(await multiLabelFiles()));
    await listener.session.train(runOf({ ...config, latentDim: 4, epochs: 10 }));
    await listener.ended();
    expect(listener.phases.at(-1)).toBe('finished');
    const [cca, alscor] = await listener.session.evaluate();
    for (const { scores, queries, chance } of [cca!, alscor!]) {
      for (const { i2t, t2i } of Object.values(scores)) {
        // Test items 59, 119 and 179 have no class
        expect([i2t.withoutRelevant, t2i.withoutRelevant, queries]).toEqual([3, 3, 60]);
        expect(Math.min(i2t.map, t2i.map)).toBeGreaterThan(chance + 0.2);
        expect(i2t.perClass).toHaveLength(4);
      }
    }
  });
});

describe('a run', { timeout: 30_000 }, () => {
  test('tells its steps at most ten times a second, its epochs and its phases, and leaves the best model', async () => {
    const listener = await loaded();
    expect(await listener.session.train(runOf({ ...config, epochs: 30 }))).toMatchObject({ id: 'a', name: 'Run a', dataset: { name: 'Tiny', pairs: 60, source: 'files', stored: null }, from: null });
    await listener.ended();
    expect(listener.phases).toEqual(['running', 'finished']);
    const times = listener.events.flatMap(({ event, at }) => (event.type === 'steps' ? [at] : []));
    expect(times.length).toBeGreaterThan(3);
    // The last points come with the end of the run, whenever that is.
    for (let i = 1; i < times.length - 1; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThan(80);
    const steps = listener.of('steps').flatMap(({ points }) => points);
    // 16 pairs a class give round(0.15 · 16) = 2 to validate on; 42 to train on make round(42 / 16) = 3 steps an epoch
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
    expect(steps.map(({ epoch }) => epoch)).toEqual(steps.map(({ step }) => step / 3));
    expect(listener.of('epoch').map(({ point }) => point.epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    const { status } = listener.of('phase').at(-1)!;
    expect(status).toMatchObject({ runId: 'a', epoch: 30, epochs: 30, step: 90, totalSteps: 90, remainingMs: null, tensors: memory().numTensors });
    expect(status.bestEpoch).toBe(listener.of('epoch').findLast(({ point }) => point.best)!.point.epoch);
    expect(listener.of('models').at(-1)!.models[1]).toMatchObject({ kind: 'alscor', epoch: status.bestEpoch, runId: 'a', scores: ['semantic', 'canonical', 'fused'] });
  });

  test('holds its step and its clock while it pauses, goes on, and stops within ten thousand epochs', async () => {
    const listener = await loaded();
    const { session } = listener;
    await session.train(runOf(endless));
    await listener.until(() => listener.of('epoch').length >= 2);
    const paused = await session.runner.pause();
    expect(paused).toMatchObject({ phase: 'paused', epochs: 10_000 });
    const told = listener.events.length;
    await wait(150);
    expect(await session.runner.pause()).toEqual(paused);
    expect(listener.events).toHaveLength(told);
    expect(session.runner.resume().phase).toBe('running');
    await listener.until(() => listener.of('epoch').length >= 4);
    const stopped = await session.runner.stop();
    expect(stopped).toMatchObject({ phase: 'stopped', epochs: 10_000 });
    expect(stopped.step).toBeGreaterThan(paused.step);
    expect(listener.phases).toEqual(['running', 'paused', 'running', 'stopped']);
    const { hits, model } = await session.desk.search(ask({ model: 'alscor', score: 'semantic' }));
    expect(hits).toHaveLength(12);
    expect(model).toMatchObject({ kind: 'alscor', epoch: stopped.bestEpoch, runId: 'a' });
  });

  test('answers each of two pauses, a stop in a pause, and a stop before a pause', async () => {
    const listener = await loaded();
    await listener.session.train(runOf(endless));
    const both = await Promise.race([Promise.all([listener.session.runner.pause(), listener.session.runner.pause()]), wait(5000)]);
    expect(both).toMatchObject([{ phase: 'paused' }, { phase: 'paused' }]);
    expect(await listener.session.runner.stop()).toMatchObject({ phase: 'stopped' });
    await listener.session.train(runOf(endless));
    const answers = await Promise.race([Promise.all([listener.session.runner.stop(), listener.session.runner.pause()]), wait(5000)]);
    expect(answers).toMatchObject([{ phase: 'stopped' }, { phase: 'stopped' }]);
  });

  test('is forgotten by a reset, whose model then answers no more', async () => {
    const listener = await loaded();
    await listener.session.train(runOf(endless));
    await listener.until(() => listener.of('epoch').length >= 1);
    expect(await listener.session.reset()).toMatchObject({ phase: 'idle', runId: '' });
    expect(listener.of('models').at(-1)!.models.map(({ kind }) => kind)).toEqual(['cca']);
    await expect(listener.session.desk.search(ask({ model: 'alscor' }))).rejects.toThrow('expected a fitted model');
    expect(await listener.session.runner.stop()).toMatchObject({ phase: 'idle' });
  });

  test('refuses a second run, another backend and another dataset, even one asked for before it began', async () => {
    const { session } = await loaded();
    const late = session.loadDataset(tiny);
    const started = session.train(runOf(endless));
    expect(() => session.train(runOf(config))).toThrow('Starting a run: expected no run');
    await started;
    await expect(session.setBackend('cpu')).rejects.toThrow('Changing the backend: expected no run');
    await expect(session.loadDataset(tiny)).rejects.toThrow('Loading a dataset: expected no run');
    // In Node a run that does not pause keeps file reads waiting.
    await session.runner.pause();
    await expect(late).rejects.toThrow('Loading a dataset: expected no run');
    expect(await session.runner.stop()).toMatchObject({ phase: 'stopped', runId: 'a' });
    expect(await session.train(runOf(config, 'b'))).toMatchObject({ id: 'b' });
    await session.runner.stop();
  });

  test('lets the last of two backends that are asked for at once be the one', async () => {
    const { session } = new Listener(wasmFolder());
    const [first, second] = await Promise.all([session.setBackend('cpu'), session.setBackend('wasm')]);
    expect([first.backend, second.backend, getBackend()]).toEqual(['cpu', 'wasm', 'wasm']);
  });

  test('is refused while the backend changes', async () => {
    const { session } = await loaded();
    const change = session.setBackend('wasm');
    expect(() => session.train(runOf(config))).toThrow('expected a backend, it is still starting');
    expect(await change).toMatchObject({ backend: 'wasm' });
    expect(await session.train(runOf(config))).toMatchObject({ id: 'a' });
    await session.runner.stop();
  });

  test('does not start with a configuration out of range', async () => {
    const listener = await loaded();
    expect(caught(() => listener.session.train(runOf({ ...config, ridge: 0 })))).toMatchObject({ name: 'ConfigError', key: 'ridge', message: expect.stringContaining('got 0') });
    expect(await listener.session.runner.pause()).toMatchObject({ phase: 'idle', runId: '' });
    expect(listener.phases).toEqual([]);
  });

  test('that diverges tells its problem and fails, and search still answers', async () => {
    const listener = await loaded();
    await listener.session.train(runOf({ ...endless, learningRate: 1e6 }));
    await listener.ended();
    expect(listener.phases).toEqual(['running', 'failed']);
    expect(listener.of('problem')).toMatchObject([{ runId: 'a', problem: { name: 'DivergenceError', message: expect.stringContaining('stopped at step'), advice: expect.stringContaining('learning rate') } }]);
    expect((await listener.session.desk.search(ask({}))).hits).toHaveLength(12);
    expect(await listener.session.train(runOf(config, 'b'))).toMatchObject({ id: 'b' });
    await listener.ended();
    await listener.session.runner.stop();
  });

  test('frees its tensors each time it is stopped', async () => {
    const listener = await loaded();
    const before = memory().numTensors;
    for (const cycle of ['a', 'b', 'c']) {
      await listener.session.train(runOf(endless, cycle));
      await listener.until(() => listener.of('epoch').filter(({ runId }) => runId === cycle).length >= 2);
      expect(memory().numTensors).toBeGreaterThan(before);
      expect((await listener.session.runner.stop()).tensors).toBe(before);
      await listener.session.desk.search(ask({ model: 'alscor', score: 'fused' }));
      expect(memory().numTensors).toBe(before);
    }
  });
});

describe('an evaluation', () => {
  test('has the metrics of both models on the test items, and its MAP is the mean over all searches', async () => {
    const listener = await loaded();
    await listener.session.train(runOf(config));
    await listener.ended();
    const evaluations = await listener.session.evaluate();
    const dataset = await readBundle(memorySource(tinyFiles()));
    const { data, trainSplit } = pairsToTrain(dataset, config);
    let alscor: Space | null = null;
    for await (const event of trainAlscor(data, config, trainSplit)) if (event.type === 'result') alscor = event.result.space;

    const rows = rowsOfSplit(dataset.items, 'test');
    const metrics = ({ image, text }: Space, kind: ScoreKind, weight: number) => {
      const [images, texts, classes] = [selectRows(image, rows), selectRows(text, rows), Int32Array.from(rows, labelOf)];
      return { i2t: evaluateDirection(images, texts, classes, 3, kind, weight), t2i: evaluateDirection(texts, images, classes, 3, kind, weight) };
    };
    const weight = evaluations[1]!.model.fusedWeight!;
    expect(evaluations.map(({ model, split, queries }) => [model.kind, split, queries])).toEqual([['cca', 'test', 12], ['alscor', 'test', 12]]);
    expect(evaluations[0]!.scores).toEqual({ canonical: metrics(linearCca(dataset).space, 'canonical', 1) });
    const scores = (['semantic', 'canonical', 'fused'] as const).map((kind) => [kind, metrics(alscor!, kind, weight)]);
    expect(evaluations[1]!.scores).toEqual(Object.fromEntries(scores));

    // NaN would be null here.
    expect(JSON.stringify(evaluations.map(({ chance, scores }) => [chance, scores]))).not.toContain('null');
    const searches = await Promise.all(Array.from(rows, (row) => listener.session.desk.search(ask({ query: [{ kind: 'item', modality: 'image', row, weight: 1 }], model: 'alscor', score: 'fused' }))));
    const mean = searches.reduce((sum, result, i) => sum + precisionOf(result, labelOf(rows[i]!)), 0) / 12;
    expect(evaluations[1]!.scores.fused!.i2t.map).toBeCloseTo(mean, 12);
  });
});
