import { beforeEach, expect, test } from 'vitest';
import { WorkerProblem } from '../worker/client';
import { curvesOfRun, epochOf, recordOf, RunsBrowser, runOf, stateOf, storedOf } from './fixtures/runs';
import type { RunsParts } from './runsParts';
import { createRuns } from './runsStore';
import { UNDO_MS } from './undoTime';
import { useView } from './view';

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

let browser = new RunsBrowser();
beforeEach(() => {
  browser = new RunsBrowser();
  Object.assign(globalThis, { history: { replaceState: () => undefined } });
  useView.setState({ runs: [] });
});

async function openTab(changes: Partial<RunsParts> = {}) {
  const runs = createRuns({ ...browser.parts(), ...changes });
  await runs.getState().start();
  await settled();
  return { runs, ids: () => runs.getState().entries.map(({ id }) => id), ...runs.getState() };
}

test('a run that starts is listed, what is told of it is kept, and the browser is asked once to clear nothing', async () => {
  const { add, update, runs, nextName } = await openTab();
  expect(nextName()).toBe('Run 1');
  await add(recordOf('a', { name: 'Run 1' }));
  await update('a', { step: 120, totalSteps: 400, phase: 'paused', note: 'two\nlines', starred: true });
  expect(runs.getState().entries).toMatchObject([{ id: 'a', name: 'Run 1', step: 120, phase: 'paused', note: 'two\nlines', starred: true }]);
  expect(browser.list.get('a')).toEqual(runs.getState().entries[0]);
  await add(recordOf('b', { name: 'Run 2', created: 1_770_000_000_001 }));
  expect(browser.persist).toHaveBeenCalledTimes(1);
  expect(runs.getState().entries.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(nextName()).toBe('Run 3');
});

test('what is told of a run that is not listed changes nothing', async () => {
  const { update, ids } = await openTab();
  await update('nowhere', { step: 5 });
  expect(ids()).toEqual([]);
});

test('a run is renamed; a name of spaces leaves it as it was', async () => {
  browser.store(runOf('a', { record: recordOf('a', { name: 'Run 4' }) }));
  const { rename, find, nextName } = await openTab();
  await rename('a', '  Without  adversary ');
  await rename('a', ' ');
  expect(find('a')?.name).toBe('Without adversary');
  expect(find('a')?.record.name).toBe('Run 4');
  // Its number is not given to another one.
  expect(nextName()).toBe('Run 5');
});

test('runs with files that are not listed are listed as their curves tell, and those without files are marked', async () => {
  browser.list.set('cleared', runOf('cleared', { phase: 'finished' }));
  browser.files.set('imported', storedOf('imported', { states: [stateOf(20)], bytes: 900 }));
  browser.curves.mockImplementation(async () => curvesOfRun({ epochs: [epochOf(1, 0.4, true), epochOf(2, 0.3, false)] }));
  const { find, gone } = await openTab();
  expect(gone).toEqual(['cleared']);
  // Three steps of 50 ms, ten an epoch
  expect(find('imported')).toMatchObject({ phase: 'finished', step: 3, epoch: 0.3, elapsedMs: 150, bytes: 900, states: [stateOf(20)], best: { epoch: 1 } });
});

test('what the files know better is taken over: the end, states, sizes, and how far a run came', async () => {
  browser.store(runOf('ended', { phase: 'running', step: 1 }), { ended: 'stopped', bytes: 700 });
  browser.store(runOf('cut', { phase: 'paused', step: 1 }), { ended: null, states: [stateOf(2)] });
  browser.store(runOf('told', { phase: 'running', step: 9, elapsedMs: 450 }), { ended: null, states: [stateOf(2)] });
  browser.store(runOf('elsewhere', { step: 1 }), { ended: null, live: true });
  const { runs, find } = await openTab();
  expect(find('ended')).toMatchObject({ phase: 'stopped', step: 3, bytes: 700 });
  expect(find('cut')).toMatchObject({ phase: 'paused', step: 3, states: [stateOf(2)] });
  // Step 9 was shown, but step 3 is the last that is stored.
  expect(find('told')).toMatchObject({ phase: 'running', step: 9, elapsedMs: 450, states: [stateOf(2)] });
  expect(find('elsewhere')).toMatchObject({ phase: 'running', step: 1 });
  expect(runs.getState().live).toEqual(['elsewhere']);
});

test('a run that starts while the files are looked at is not taken for one without files', async () => {
  const { runs, add } = await openTab();
  browser.sweep.mockImplementationOnce(async () => {
    await add(recordOf('a'));
    return [];
  });
  await runs.getState().look();
  expect(runs.getState().gone).toEqual([]);
});

test('files go when the time to undo is over; a deleted run is no longer drawn', async () => {
  browser.store(runOf('a'));
  browser.store(runOf('b'));
  useView.setState({ runs: ['a', 'b'] });
  const { remove, undo, ids, find } = await openTab();
  await remove('a');
  expect(useView.getState().runs).toEqual(['b']);
  expect(find('a')?.deletedAt).toBe(browser.clock);
  await browser.pass(UNDO_MS / 2);
  await undo('a');
  await browser.pass(UNDO_MS);
  expect([...browser.files.keys()]).toEqual(['a', 'b']);
  await remove('a');
  await browser.pass(UNDO_MS);
  expect([ids(), [...browser.files.keys()], [...browser.list.keys()]]).toEqual([['b'], ['b'], ['b']]);
});

test('a removal that a closed page has cut off is ended at the next start', async () => {
  browser.store(runOf('a', { deletedAt: browser.clock - UNDO_MS }));
  await openTab();
  await browser.pass(0);
  expect([...browser.files.keys()]).toEqual([]);
});

test('states are deleted alone: what is listed stays, and takes less room', async () => {
  browser.store(runOf('a', { phase: 'finished', bytes: 500, states: [stateOf(10), stateOf(20)] }));
  const { dropStates, find } = await openTab();
  await dropStates('a');
  expect(find('a')).toMatchObject({ states: [], bytes: 40, phase: 'finished' });
});

test('a run that another tab goes on with is known to be live there', async () => {
  const [one, other] = [await openTab(), await openTab()];
  browser.files.set('a', storedOf('a', { ended: null, live: true }));
  await one.add(recordOf('a'));
  await settled();
  expect(other.ids()).toEqual(['a']);
  expect(other.runs.getState().live).toEqual(['a']);
  const looks = browser.sweep.mock.calls.length;
  await one.update('a', { step: 10 });
  await settled();
  expect(other.find('a')?.step).toBe(10);
  expect(browser.sweep.mock.calls.length).toBe(looks);
});

test('without a database runs are shown for this visit, and told why not longer', async () => {
  const none = () => Promise.reject(new WorkerProblem({ name: 'RunsProblem', message: 'The list of runs: …', advice: 'Reload the page.' }));
  const { runs, add, ids } = await openTab({ database: { all: none, add: none, change: none, remove: none } });
  expect(runs.getState()).toMatchObject({ ready: true, problem: { message: 'The list of runs: …', advice: 'Reload the page.' } });
  await add(recordOf('a'));
  expect(ids()).toEqual(['a']);
});

test('an imported run is called as it was, unless another is', async () => {
  browser.store(runOf('a', { name: 'Run 1' }));
  const { addStored, find } = await openTab();
  const from = (id: string, name: string) => storedOf(id, { record: recordOf(id, { name }) });
  expect((await addStored(from('b', 'Run 1')))?.name).toBe('Run 1, imported');
  expect((await addStored(from('c', 'Run 1')))?.name).toBe('Run 1, imported 2');
  expect((await addStored(from('d', 'Run 7')))?.name).toBe('Run 7');
  expect(find('c')).toMatchObject({ name: 'Run 1, imported 2', record: { name: 'Run 1' }, phase: 'finished', step: 3 });
});
