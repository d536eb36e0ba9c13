import { describe, expect, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { wasmFolder } from '../tools/wasmFolder';
import { loadedListener, runOf, tiny } from './fixtures/listener';
import { MemoryRuns } from './fixtures/memoryRuns';

/** 3 steps an epoch. */
const config: AlscorConfig = { ...defaultConfig, members: 1, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, learningRate: 0.01, epochs: 4 };

describe('after each epoch of a run', { timeout: 60_000 }, () => {
  test('it is kept in its files where the items lay', async () => {
    const files = new MemoryRuns();
    const { session, ...listener } = await loadedListener(tiny, wasmFolder(), files);
    await session.train(runOf(config));
    await session.runner.stored();
    expect(files.stored('a').spaces.epochs).toEqual([1, 2, 3, 4]);
    expect(await session.runner.epochsOf('a')).toEqual([1, 2, 3, 4]);
    expect(listener.events.filter(({ event }) => event.type === 'problem')).toEqual([]);
  });

  test('it is kept in memory where nothing can be stored, until the run is reset', async () => {
    const { session } = await loadedListener(tiny, wasmFolder());
    await session.train(runOf(config));
    await session.runner.stored();
    expect(await session.runner.epochsOf('a')).toEqual([1, 2, 3, 4]);
    await session.reset();
    expect(await session.runner.epochsOf('a')).toEqual([]);
  });

  test('it goes to memory once the files take it no more, which is told once, and the run is stored on', async () => {
    const files = new MemoryRuns();
    files.spacesFail = new Error('no room');
    const listener = await loadedListener(tiny, wasmFolder(), files);
    await listener.session.train(runOf(config));
    await listener.session.runner.stored();
    expect(await listener.session.runner.epochsOf('a')).toEqual([1, 2, 3, 4]);
    expect(listener.of('problem')).toEqual([{ type: 'problem', runId: 'a', problem: { name: 'Error', message: 'no room', advice: 'The run goes on; where its items lie after this and later epochs is kept until the page is closed, not stored.' } }]);
    expect(files.stored('a').ended).toBe('finished');
  });
});
