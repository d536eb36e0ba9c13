import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { multiLabelFiles } from '../bundle/fixtures/multiLabel';
import { wasmFolder } from '../tools/wasmFolder';
import { ask, filesOf, loadedListener, rejection, runOf, tiny, type Listener } from './fixtures/listener';
import { MemoryRuns } from './fixtures/memoryRuns';

/** 3 steps an epoch, 24 in all. */
const config: AlscorConfig = { ...defaultConfig, members: 2, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, learningRate: 0.01, epochs: 8 };

const losses = (listener: Listener) => listener.of('steps').flatMap(({ points }) => points.map(({ step, total, adversary, correlation }) => [step, total, adversary, correlation]));

async function whole(): Promise<Listener> {
  const listener = await loadedListener(tiny, wasmFolder());
  await listener.session.train(runOf(config));
  await listener.ended();
  return listener;
}

/** A worker in the middle of a run, which stops where it is as if it were killed. */
async function interrupted(files: MemoryRuns): Promise<Listener> {
  const listener = await loadedListener(tiny, wasmFolder(), files);
  await listener.session.train(runOf(config));
  await listener.until(() => listener.of('epoch').length >= 3);
  await listener.session.runner.pause();
  expect(await listener.session.runner.saveState(false)).not.toBeNull();
  return listener;
}

describe('a run whose worker is gone', { timeout: 60_000 }, () => {
  test('goes on in another from its stored state, and ends with the same losses, model and epochs', async () => {
    const expected = await whole();
    const files = new MemoryRuns();
    const first = await interrupted(files);
    const { step } = files.stored('a').state!;
    const second = await loadedListener(tiny, wasmFolder(), files);
    expect(await second.session.goOn({ id: 'a', paused: false })).toMatchObject({ id: 'a', name: 'Run a' });
    const [restored] = second.of('restored');
    expect([...restored!.curves.steps.step]).toEqual(Array.from({ length: step }, (_, i) => i + 1));
    expect(restored!.status).toMatchObject({ runId: 'a', step });
    await second.ended();
    expect([...losses(first).slice(0, step), ...losses(second)]).toEqual(losses(expected));
    expect([...restored!.curves.epochs, ...second.of('epoch').map(({ point }) => point)].map(({ epoch, validation }) => [epoch, validation])).toEqual(expected.of('epoch').map(({ point }) => [point.epoch, point.validation]));
    const search = (listener: Listener) => listener.session.desk.search(ask({ model: 'alscor', score: 'fused' }));
    expect((await search(second)).hits).toEqual((await search(expected)).hits);
    await second.session.runner.stored();
    expect(files.stored('a').ended).toBe('finished');
    await first.session.runner.stop();
  });

  test('goes on paused where it was paused, and one step at a time', async () => {
    const files = new MemoryRuns();
    const first = await interrupted(files);
    const { step } = files.stored('a').state!;
    const { session, ...second } = await loadedListener(tiny, wasmFolder(), files);
    await session.goOn({ id: 'a', paused: true });
    const one = await session.runner.stepOnce();
    expect(one).toMatchObject({ step: step + 1, phase: 'paused' });
    expect(await session.runner.stepOnce()).toMatchObject({ step: step + 2, phase: 'paused' });
    expect(second.events.flatMap(({ event }) => (event.type === 'steps' ? event.points.map((point) => point.step) : []))).toEqual([step + 1, step + 2]);
    await session.runner.stop();
    await first.session.runner.stop();
  });

  test('is refused where another dataset is open, and lets its files go', async () => {
    const files = new MemoryRuns();
    const first = await interrupted(files);
    const other = await loadedListener(filesOf(await multiLabelFiles()), wasmFolder(), files);
    expect(await rejection(other.session.goOn({ id: 'a', paused: false }))).toMatchObject({ message: 'Opening Run a: expected the dataset Tiny as it was (60 pairs), got Several.', advice: expect.stringContaining('Open the dataset of that run') });
    expect(files.closed).toEqual(['a']);
    expect(await other.session.train(runOf(config, 'b'))).toMatchObject({ id: 'b' });
    await other.session.runner.stop();
    await first.session.runner.stop();
  });
});

describe('a run that is stored', { timeout: 60_000 }, () => {
  test('keeps states at the quarters, one when asked, and its best model answers again later', async () => {
    const files = new MemoryRuns();
    const listener = await loadedListener(tiny, wasmFolder(), files);
    await listener.session.train(runOf(config));
    await listener.ended();
    // A quarter, a half and three quarters of 8 epochs of 3 steps
    expect(files.stored('a').kept.map(({ step }) => step)).toEqual([6, 12, 18]);
    const search = () => listener.session.desk.search(ask({ model: 'alscor', score: 'fused' }));
    const { hits } = await search();
    await listener.session.reset();
    expect(await listener.session.useRun({ id: 'a' })).toMatchObject({ kind: 'alscor', runId: 'a' });
    expect((await search()).hits.map(({ row }) => row)).toEqual(hits.map(({ row }) => row));
    expect(memory().numTensors).toBe(0);
  });

  test('is the start of another, whose steps follow its state', async () => {
    const files = new MemoryRuns();
    const listener = await loadedListener(tiny, wasmFolder(), files);
    await listener.session.train(runOf(config));
    await listener.ended();
    const fork = { ...runOf({ ...config, adversaryWeight: 0 }, 'b'), from: { id: 'a', step: 12 } };
    expect(await listener.session.train(fork)).toMatchObject({ id: 'b', from: { id: 'a', name: 'Run a', step: 12 } });
    await listener.until(() => listener.of('phase').filter(({ runId, status }) => runId === 'b' && status.phase === 'finished').length > 0);
    const points = listener.of('steps').flatMap(({ runId, points: own }) => (runId === 'b' ? own : []));
    expect(points.map(({ step }) => step)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });

  test('tells changes in mid-run, which are stored with it and refused out of range', async () => {
    const files = new MemoryRuns();
    const listener = await loadedListener(tiny, wasmFolder(), files);
    await listener.session.train(runOf({ ...config, epochs: 10_000 }));
    await listener.until(() => listener.of('epoch').length >= 1);
    expect(() => listener.session.runner.change({ key: 'learningRate', value: -1 })).toThrow('Learning rate: expected a number');
    const change = listener.session.runner.change({ key: 'adversaryWeight', value: 2 });
    expect(listener.of('changed').map((event) => event.change)).toEqual([change]);
    await listener.session.runner.stop();
    await listener.session.runner.stored();
    expect(files.stored('a').curves.changes).toEqual([change]);
    expect(files.stored('a')).toMatchObject({ ended: 'stopped', state: { changes: [change] } });
  });

  test('that repeats another tells the changes that it began with when they are made, also where it was interrupted between them', async () => {
    const script = [{ step: 0, key: 'contrastWeight', value: 0.5 }, { step: 5, key: 'adversaryWeight', value: 2 }, { step: 20, key: 'adversaryWeight', value: 3 }] as const;
    const files = new MemoryRuns();
    const first = await loadedListener(tiny, wasmFolder(), files);
    await first.session.train({ ...runOf(config), script: [...script] });
    await first.until(() => first.of('epoch').length >= 3);
    await first.session.runner.pause();
    await first.session.runner.saveState(false);
    expect(first.of('changed').map(({ change }) => change)).toEqual(script.slice(0, 2));
    const second = await loadedListener(tiny, wasmFolder(), files);
    await second.session.goOn({ id: 'a', paused: false });
    await second.ended();
    await second.session.runner.stored();
    expect(second.of('changed').map(({ change }) => change)).toEqual(script.slice(2));
    expect(files.stored('a').curves.changes).toEqual(script);
    expect(second.of('stored')).toEqual([{ type: 'stored', runId: 'a' }]);
    await first.session.runner.stop();
  });

  test('goes on without being stored once the disk is full, and says so once', async () => {
    const files = new MemoryRuns();
    files.fail = new Error('no room');
    const listener = await loadedListener(tiny, wasmFolder(), files);
    await listener.session.train(runOf(config));
    await listener.ended();
    expect(listener.phases.at(-1)).toBe('finished');
    expect(listener.of('problem')).toMatchObject([{ runId: 'a', problem: { message: 'no room', advice: 'The run goes on without being stored.' } }]);
  });
});

test('the space is told now, after an epoch and at the end while somebody looks', { timeout: 30_000 }, async () => {
  const listener = await loadedListener(tiny, wasmFolder());
  listener.session.watchSpace({ on: true });
  expect(listener.of('space')).toMatchObject([{ runId: null, space: { epoch: 0, rows: Int32Array.from({ length: 60 }, (_, i) => i) } }]);
  await listener.session.train(runOf({ ...config, epochs: 2 }));
  await listener.ended();
  listener.session.watchSpace({ on: false });
  const told = listener.of('space').filter(({ runId }) => runId === 'a');
  // Both epochs end within 2.5 s: the first was told with the linear one just before, so the end alone is.
  expect(told.map(({ space }) => space.epoch)).toEqual([listener.of('models').at(-1)!.models.at(-1)!.epoch]);
  // Two members of width 3
  expect(told[0]!.space).toMatchObject({ k: 6 });
  expect([told[0]!.space.image.length, told[0]!.space.text.length]).toEqual([360, 360]);
});
