import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../../alscor/config';
import { multiLabelFiles } from '../../bundle/fixtures/multiLabel';
import { wasmFolder } from '../../tools/wasmFolder';
import { ask, filesOf, loadedListener, precisionOf, rejection, runOf, tiny, withVocabulary, type Listener } from '../fixtures/listener';
import { MemoryRuns } from '../fixtures/memoryRuns';

/** 3 steps an epoch. */
const config: AlscorConfig = { ...defaultConfig, members: 1, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, learningRate: 0.01, epochs: 4 };

async function trained(files: MemoryRuns | null = new MemoryRuns()): Promise<Listener> {
  const listener = await loadedListener(await withVocabulary(), wasmFolder(), files);
  await listener.session.train(runOf(config));
  await listener.session.runner.stored();
  return listener;
}

describe('a query of the models of a run', { timeout: 60_000 }, () => {
  test('is ranked by a stored run as by the model that was trained', async () => {
    const { session } = await trained();
    const by = (model: string) => session.desk.search(ask({ model, score: 'fused' }));
    const before = (await by('alscor')).hits.map(({ row }) => row);
    await session.reset();
    const { hits, model } = await by('run:a');
    expect([hits.map(({ row }) => row), model]).toEqual([before, expect.objectContaining({ key: 'run:a', kind: 'run', runId: 'a' })]);
  });

  test('has a history whose precision is that of a search by each epoch', async () => {
    const { session } = await trained();
    const request = ask({ model: 'cca', score: 'semantic' });
    const follow = [{ modality: 'text', row: 4 }, { modality: 'text', row: 1 }] as const;
    const history = await session.desk.queryHistory({ request, runId: 'a', follow: [...follow] });
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    for (const { epoch, averagePrecision, precisionAt10, ranks } of history) {
      const result = await session.desk.search({ ...request, model: `run:a@${epoch}` });
      // Item 4 is a bee
      expect(averagePrecision).toBeCloseTo(precisionOf(result, 1), 12);
      expect(precisionAt10).toBe(result.hits.slice(0, 10).filter(({ relevant }) => relevant).length / 10);
      expect(ranks).toEqual(follow.map(({ row }) => result.hits.find((hit) => hit.row === row)?.rank ?? null));
    }
  });

  test('has the same history from memory where nothing is stored', async () => {
    const asked = { request: ask({ score: 'fused' }), runId: 'a', follow: [] };
    const [stored, kept] = [await trained(), await trained(null)];
    expect(await kept.session.desk.queryHistory(asked)).toEqual(await stored.session.desk.queryHistory(asked));
  });

  test('in words is refused of an epoch, whose nets are not kept', async () => {
    const { session } = await trained();
    const words = ask({ query: [{ kind: 'words', text: 'bee', weight: 1 }], target: 'image', model: 'run:a@2' });
    expect(await rejection(session.desk.search(words))).toMatchObject({ name: 'QueryError', message: expect.stringContaining('since of Run a, epoch 2 the places of items are kept, not the nets') });
    expect((await session.desk.search({ ...words, model: 'run:a' })).hits.length).toBeGreaterThan(0);
  });

  test('of a run or an epoch of another dataset is refused, which is to be opened first', async () => {
    const { session } = await trained();
    await session.loadDataset(filesOf(await multiLabelFiles()));
    const refused = { name: 'Refusal', message: expect.stringMatching(/^Opening Run a: expected the dataset .* as it was \(60 pairs\), got /), advice: 'Open the dataset of that run in Data first.' };
    for (const model of ['run:a', 'run:a@2']) expect(await rejection(session.desk.search(ask({ model })))).toMatchObject(refused);
  });

  test('of a stored run is refused while that run goes on, and answered by it once it has ended', async () => {
    const listener = await loadedListener(await withVocabulary(), wasmFolder(), new MemoryRuns());
    const { session } = listener;
    await session.train(runOf({ ...config, epochs: 10_000 }));
    await listener.until(() => listener.of('epoch').length > 1);
    expect(await rejection(session.desk.search(ask({ model: 'run:a' })))).toMatchObject({ message: 'Searching with a stored run: expected one that has ended, it goes on.' });
    expect((await session.desk.search(ask({ model: 'run:a@1' }))).model).toMatchObject({ kind: 'epoch', epoch: 1 });
    await session.runner.stop();
    await session.runner.stored();
    expect((await session.desk.search(ask({ model: 'run:a' }))).model).toMatchObject({ kind: 'run' });
  });

  test('of a run or an epoch that is not there is told', async () => {
    const { session } = await trained();
    expect(await rejection(session.desk.search(ask({ model: 'run:b' })))).toMatchObject({ message: 'expected a run b' });
    expect(await rejection(session.desk.search(ask({ model: 'method:nothing' })))).toMatchObject({ message: 'Searching: expected a fitted method, method:nothing is not fitted yet.' });
    expect(await rejection(session.desk.prepareModel({ key: 'method:nothing' }))).toMatchObject({ message: expect.stringContaining('got nothing') });
  });
});

describe('a compared method', { timeout: 60_000 }, () => {
  test('is fitted with progress and then asked, also by words, and leaves no tensor', async () => {
    const { session, ...listener } = await loadedListener(await withVocabulary(), wasmFolder());
    expect(await session.desk.prepareModel({ key: 'method:sm' })).toMatchObject({ key: 'method:sm', kind: 'method', label: 'SM', scores: ['semantic', 'canonical'], runId: null });
    const told = listener.events.flatMap(({ event }) => (event.type === 'preparing' ? [[event.key, event.done, event.total]] : []));
    // Four penalties are tried, the fifth step fits the best
    expect(told).toEqual([['method:sm', 0, 0], ...[1, 2, 3, 4].map((done) => ['method:sm', done, 5])]);
    const { hits } = await session.desk.search(ask({ query: [{ kind: 'words', text: 'bee', weight: 1 }], target: 'image', model: 'method:sm', score: 'semantic' }));
    expect(hits[0]!.row % 3).toBe(1);
    expect(memory().numTensors).toBe(0);
  });

  test('ends when it is cancelled, when a run begins, and is refused while one goes on', async () => {
    const listener = await loadedListener(tiny, wasmFolder());
    const { session } = listener;
    const first = rejection(session.desk.prepareModel({ key: 'method:dcca' }));
    await session.desk.cancelPreparing();
    expect(await first).toMatchObject({ message: 'Fitting DCCA: it was cancelled.' });
    const second = rejection(session.desk.prepareModel({ key: 'method:dcca' }));
    const told = listener.of('preparing').length;
    await listener.until(() => listener.of('preparing').length > told);
    await session.train(runOf({ ...config, epochs: 10_000 }));
    expect(await second).toMatchObject({ message: 'Fitting DCCA: a run began.' });
    expect(await rejection(session.desk.prepareModel({ key: 'method:sm' }))).toMatchObject({ message: 'Fitting a method: expected no run, one is going on.' });
    await session.runner.stop();
    await session.reset();
    expect(memory().numTensors).toBe(0);
  });
});
