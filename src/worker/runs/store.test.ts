import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BundleError } from '../../bundle/problem';
import { memoryBrowser, type MemoryBrowser } from './fixtures/memoryStorage';
import { changeAt, epochAt, modelOf, partOf, recordOf, stateAt } from './fixtures/run';
import { createRun, discardRun, openRun, readCurves, readModel, readState, sweepRuns, type RunWriter } from './store';

let browser: MemoryBrowser;
beforeEach(() => {
  browser = memoryBrowser();
  vi.stubGlobal('navigator', browser.navigator);
});
afterEach(() => vi.unstubAllGlobals());

const none = { steps: [], epochs: [], probes: [], changes: [] };

/** Changes one of the numbers in a state. */
function damage(turn: 'a' | 'b'): void {
  const { bytes } = browser.root.at(`runs/a/states/passing-${turn}.safetensors`);
  bytes[bytes.length - 50]! ^= 1;
}

/** As where the tab dies. */
async function reboot(writer: RunWriter | null): Promise<void> {
  writer?.close();
  await new Promise((resolve) => setTimeout(resolve));
  browser.locks.forget();
}

async function interrupted(): Promise<void> {
  const writer = await createRun(recordOf('a'));
  await writer.append(partOf(1, 12, [changeAt(4)]));
  await writer.save(stateAt(12, [changeAt(4)]), false);
  await writer.append(partOf(13, 20));
  await writer.save(stateAt(20, [changeAt(4)]), false);
  await writer.append(partOf(21, 27, [changeAt(22)]));
  await reboot(writer);
}

test('a run that was interrupted goes on from its newest state, its curves cut off there', async () => {
  await interrupted();
  const { record, state, curves, writer } = await openRun('a');
  expect(record).toStrictEqual(recordOf('a'));
  expect(state).toStrictEqual(stateAt(20, [changeAt(4)]));
  expect([curves.steps.step.length, curves.epochs, curves.changes]).toEqual([20, [epochAt(1), epochAt(2)], [changeAt(4)]]);
  await writer.append(partOf(21, 30));
  await writer.save(stateAt(30, [changeAt(4)]), false);
  const { steps, epochs, changes } = await readCurves('a');
  expect([...steps.step]).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect([epochs.length, changes]).toEqual([3, [changeAt(4)]]);
});

test('two files take turns for the passing state; kept ones have their own', async () => {
  const writer = await createRun(recordOf('a'));
  for (const step of [10, 20, 30]) expect(await writer.save(stateAt(step), false)).toMatchObject({ step, epoch: step / 10, kept: false });
  const { bytes } = await writer.save(stateAt(25), true);
  const [{ states } = { states: [] }] = await sweepRuns();
  expect(states.map(({ step, kept }) => [step, kept])).toEqual([[20, false], [25, true], [30, false]]);
  expect(states[1]).toEqual({ step: 25, epoch: 2, bytes, kept: true });
  expect(browser.root.paths()).toEqual(['kept-25-0', 'passing-a', 'passing-b'].map((name) => `runs/a/states/${name}.safetensors`).toSpliced(0, 0, 'runs/a/record.json'));
});

test('a step that is kept twice is kept as it was last', async () => {
  const writer = await createRun(recordOf('a'));
  await writer.save(stateAt(20), true);
  await writer.save(stateAt(20, [changeAt(20)]), true);
  expect((await sweepRuns())[0]!.states).toHaveLength(1);
  expect((await readState('a', 20)).state.changes).toEqual([changeAt(20)]);
});

test('a state of any step that is there is read; of others, and of damaged ones, it is told', async () => {
  await interrupted();
  expect(await readState('a', 12)).toStrictEqual({ record: recordOf('a'), state: stateAt(12, [changeAt(4)]) });
  await expect(readState('a', 13)).rejects.toMatchObject({ name: 'BundleError', message: 'Opening a state after 13 steps: expected a sound state, got none.' });
  damage('a');
  await expect(readState('a', 12)).rejects.toThrow(/^Opening a state after 12 steps: expected a sound state, got only damaged ones\. passing-a\.safetensors: expected bytes of checksum/);
});

test('where the newest state is damaged the one before serves, and is not written over next', async () => {
  await interrupted();
  damage('b');
  const { state, curves, writer } = await openRun('a');
  expect([state.step, curves.steps.step.length]).toEqual([12, 12]);
  await writer.save(stateAt(16), false);
  expect((await readState('a', 12)).state.step).toBe(12);
});

test('where no state is sound that is told, and the curves are there still', async () => {
  await interrupted();
  damage('a');
  damage('b');
  await expect(openRun('a')).rejects.toMatchObject({ message: expect.stringMatching(/^Going on with Run a: expected a sound state, got only damaged ones\./), advice: 'Start it anew: its settings and curves are there.' });
  expect((await readCurves('a')).steps.step).toHaveLength(27);
  // The failed attempt holds no lock.
  expect((await sweepRuns())[0]).toMatchObject({ live: false, ended: null });
});

test('a run that ends leaves its result, its newest state and its curves, and cannot go on', async () => {
  const writer = await createRun(recordOf('a'));
  await writer.append(partOf(1, 20));
  await writer.save(stateAt(10), false);
  await writer.save(stateAt(20), false);
  expect((await sweepRuns())[0]).toMatchObject({ live: true, ended: null });
  await writer.end('finished', { model: modelOf(7), epoch: 2 });
  await expect(writer.append(none)).rejects.toThrow('Storing Run a: expected a run that goes on, got one that was closed.');
  expect(await readModel('a')).toStrictEqual({ record: recordOf('a'), model: modelOf(7), epoch: 2 });
  const [run] = await sweepRuns();
  expect(run).toMatchObject({ record: recordOf('a'), ended: 'finished', live: false, states: [{ step: 20 }] });
  expect(run!.bytes).toBe(browser.root.paths().reduce((sum, path) => sum + browser.root.at(path).bytes.length, 0));
  await expect(openRun('a')).rejects.toThrow('Going on with a run: expected a run that was interrupted, got Run a, which has been finished.');
});

test('before the end the best model so far answers, and before the first epoch that is told', async () => {
  const writer = await createRun(recordOf('a'));
  await writer.save(stateAt(5), false);
  await expect(readModel('a')).rejects.toThrow('expected a model, got a run before its first epoch');
  await writer.save(stateAt(25), false);
  expect(await readModel('a')).toStrictEqual({ record: recordOf('a'), model: modelOf(25), epoch: 2 });
});

test('a run that goes on is neither opened, begun again nor deleted by another', async () => {
  const writer = await createRun(recordOf('a'));
  await writer.save(stateAt(5), false);
  await expect(openRun('a')).rejects.toThrow('Going on with a run: expected one that was interrupted, got one that goes on now.');
  await expect(createRun(recordOf('a'))).rejects.toThrow('Storing Run a: expected a new id, got a, which is there.');
  for (const statesOnly of [true, false]) await expect(discardRun('a', statesOnly)).rejects.toMatchObject({ message: expect.stringContaining('expected one that does not go on'), advice: 'Stop it first, here or in another tab.' });
  writer.close();
  await discardRun('a', true);
  expect((await sweepRuns())[0]).toMatchObject({ live: false, states: [] });
  await discardRun('a', false);
  await discardRun('a', false);
  expect(browser.root.paths()).toEqual([]);
});

test('a run that is not there, and an id that is none, are told', async () => {
  await expect(openRun('a')).rejects.toMatchObject({ message: 'Going on with a run: expected the run a in this browser, found none.', advice: expect.stringContaining('deleted in another tab') });
  await expect(readCurves('../datasets')).rejects.toThrow('Reading the curves of a run: expected an id of at most 64 letters');
  await expect(createRun(recordOf(''))).rejects.toThrow('expected an id');
});

test('the sweep removes what has no whole record, and leaves what another version wrote', async () => {
  await interrupted();
  for (const [id, text] of [['cut', '{"version":1,"rec'], ['later', '{"version":2}'], ['empty', '']] as const) {
    const folder = await (await browser.root.getDirectoryHandle('runs')).getDirectoryHandle(id, { create: true });
    if (text) (await folder.getFileHandle('record.json', { create: true })).bytes = new TextEncoder().encode(text);
  }
  expect((await sweepRuns()).map(({ record }) => record.id)).toEqual(['a']);
  expect(new Set(browser.root.paths().map((path) => path.split('/')[1]))).toEqual(new Set(['a', 'later']));
});

test('a full disk is told in words, and what was stored stays as it was', async () => {
  await interrupted();
  const { writer } = await openRun('a');
  browser.disk.room = -(10 ** 6);
  await expect(writer.append(partOf(21, 40))).rejects.toMatchObject({ name: 'BundleError', message: expect.stringMatching(/^Storing Run a: expected room for \d+ KB, the browser took no more after 0 B: the disk may be full\.$/), advice: 'Delete stored runs or their states, or datasets from the library.' });
  expect((await readCurves('a')).steps.step).toHaveLength(20);
  await expect(writer.save(stateAt(40), false)).rejects.toThrow('Storing Run a: expected room for');
  await expect(writer.save(stateAt(40), true)).rejects.toThrow('Storing Run a: expected room for');
  expect((await sweepRuns())[0]!.states.map(({ step }) => step)).toEqual([20]);
  browser.disk.room = Infinity;
  await writer.append(partOf(21, 40));
  await writer.save(stateAt(40), false);
  expect([...(await readCurves('a')).steps.step]).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect((await readState('a', 40)).state).toStrictEqual(stateAt(40));
});

test('a run that finds no room for its record leaves nothing behind', async () => {
  browser.disk.room = 10;
  await expect(createRun(recordOf('a'))).rejects.toThrow('Storing Run a: expected room for');
  expect([await sweepRuns(), browser.root.paths()]).toEqual([[], []]);
  browser.disk.room = Infinity;
  await createRun(recordOf('a'));
});

test('in a private window without private files a run is refused in words', async () => {
  vi.stubGlobal('navigator', {});
  await expect(createRun(recordOf('a'))).rejects.toMatchObject({ name: 'BundleError', message: expect.stringMatching(/^Storing Run a: expected the browser's private files \(OPFS\)/), advice: expect.stringContaining('Runs can be trained without it') });
});

interface Written {
  stored: number;
  begun: number;
  kept: boolean;
  problem: unknown;
}

/** Three states, the second of them kept, until the power goes. */
async function writeUntil(power: number): Promise<Written> {
  browser.disk.power = power;
  const done: Written = { stored: 0, begun: 0, kept: false, problem: null };
  let writer: RunWriter | null = null;
  try {
    writer = await createRun(recordOf('a'));
    for (const step of [3, 6, 9, 12]) {
      await writer.append(partOf(step - 2, step));
      done.begun = step;
      await writer.save(stateAt(step), step === 6);
      done.stored = step;
      done.kept ||= step === 6;
    }
    await writer.end('finished', null);
  } catch (problem) {
    done.problem = problem;
  }
  browser.disk.power = Infinity;
  await reboot(writer);
  return done;
}

async function checkWhole(step: number): Promise<void> {
  const { state, curves } = await openRun('a');
  expect(state.step).toBe(step);
  expect(state).toStrictEqual(stateAt(step));
  expect([...curves.steps.step]).toEqual(Array.from({ length: step }, (_, i) => i + 1));
  expect(curves.epochs).toHaveLength(state.epoch);
}

async function checkKept(): Promise<void> {
  expect((await readState('a', 6)).state).toStrictEqual(stateAt(6));
}

test('wherever the power goes, the last state that was stored, or the one after it, is there whole with its curves', async () => {
  await writeUntil(Infinity);
  const all = browser.disk.writes;
  const seen = new Set<number>();
  for (let power = 1; power < all; power++) {
    browser = memoryBrowser();
    vi.stubGlobal('navigator', browser.navigator);
    const { stored, begun, kept, problem } = await writeUntil(power);
    expect(problem instanceof BundleError, `power ${power}`).toBe(true);
    const [run] = await sweepRuns();
    if (kept) await checkKept();
    const newest = run?.states.at(-1)?.step ?? 0;
    expect([stored, begun], `power ${power}`).toContain(newest);
    if (newest > 0 && !run!.ended) await checkWhole(newest);
    seen.add(newest);
  }
  expect([...seen]).toEqual([0, 3, 6, 9, 12]);
});
