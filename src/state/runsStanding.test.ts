import { expect, test } from 'vitest';
import { recordOf, runOf, stateOf } from './fixtures/runs';
import { interruptedWords, mayRestart } from './interrupted';
import { datasetToOpen } from './runsActions';
import { isOfDataset, runToGoOn, standingOf } from './runsStanding';
import { writeTurns } from './runsFollow';

const nothing = { status: null, live: [], gone: [] };
const cut = (id: string, changes: Parameters<typeof runOf>[1] = {}) => runOf(id, { phase: 'running', states: [stateOf(10)], ...changes });
const demo = { kind: 'url', base: '/demo/' } as const;

test('a run that did not end is interrupted unless it is present, live elsewhere, or without states', () => {
  expect(standingOf(cut('a'), nothing)).toBe('interrupted');
  expect(standingOf(cut('a', { phase: 'paused' }), nothing)).toBe('interrupted');
  expect(standingOf(cut('a', { states: [] }), nothing)).toBe('cut');
  expect(standingOf(cut('a'), { ...nothing, status: { runId: 'a', phase: 'paused' } })).toBe('present');
  // Its worker has died: the page knows it as failed, the list as running.
  expect(standingOf(cut('a'), { ...nothing, status: { runId: 'a', phase: 'failed' } })).toBe('interrupted');
  expect(standingOf(cut('a'), { ...nothing, live: ['a'] })).toBe('elsewhere');
  expect(standingOf(cut('a'), { ...nothing, gone: ['a'] })).toBe('gone');
  expect(standingOf(cut('a', { phase: 'finished' }), { ...nothing, live: ['a'] })).toBe('finished');
});

test('a run is of the demo, of a dataset of the library by its id, and of dropped files by their name', () => {
  const stored = recordOf('a', { dataset: { ...recordOf('a').dataset, source: 'stored', stored: '12' } });
  const dropped = recordOf('a', { dataset: { ...recordOf('a').dataset, source: 'files' } });
  expect([isOfDataset(recordOf('a'), demo, 'Demo'), isOfDataset(recordOf('a'), null, undefined), isOfDataset(recordOf('a'), { kind: 'stored', id: '12' }, 'Demo')]).toEqual([true, false, false]);
  expect([isOfDataset(stored, { kind: 'stored', id: '12' }, 'x'), isOfDataset(stored, { kind: 'stored', id: '13' }, 'x')]).toEqual([true, false]);
  expect([isOfDataset(dropped, { kind: 'files', files: [] }, 'Demo'), isOfDataset(dropped, { kind: 'files', files: [] }, 'Other')]).toEqual([true, false]);
  expect(datasetToOpen({ record: stored }, demo, 'Demo')).toBe('It was trained on “Demo”. Open it in Data first.');
  expect(datasetToOpen({ record: recordOf('a') }, demo, 'Demo')).toBeNull();
});

test('the newest interrupted run of the open dataset goes on', () => {
  const entries = [
    cut('old', { record: recordOf('old', { created: 1 }) }),
    cut('new', { record: recordOf('new', { created: 2 }) }),
    cut('deleted', { record: recordOf('deleted', { created: 3 }), deletedAt: 5 }),
    cut('other', { record: recordOf('other', { created: 4, dataset: { ...recordOf('a').dataset, source: 'stored', stored: '12' } }) }),
    cut('ended', { record: recordOf('ended', { created: 5 }), phase: 'stopped' }),
  ];
  expect(runToGoOn(entries, nothing, demo, 'Demo')?.id).toBe('new');
  expect(runToGoOn(entries, nothing, { kind: 'stored', id: '12' }, 'x')?.id).toBe('other');
  expect(runToGoOn(entries, nothing, null, undefined)).toBeNull();
});

test('what was interrupted is told with the step from which it goes on', () => {
  const run = { name: 'Run 3', step: 120, states: [stateOf(60), stateOf(120)] };
  expect(interruptedWords(run, false)).toBe('Run 3 was interrupted at step 120 and goes on from there.');
  expect(interruptedWords({ ...run, step: 131 }, false)).toBe('Run 3 was interrupted at step 131 and goes on from step 120, where its newest state is.');
  expect(interruptedWords(run, true)).toBe('Run 3 was interrupted at step 120 while it was paused. It waits at step 120.');
});

test('a worker is started again by itself once a minute at most', () => {
  expect([mayRestart(5, null), mayRestart(60_000, 1), mayRestart(60_001, 1)]).toEqual([true, false, true]);
});

test('a run that goes on is written at each epoch, at most every second; a turn of its phase, a change and a state at once', () => {
  let clock = 0;
  const isDue = writeTurns(() => clock);
  expect(isDue('running', false)).toBe(true);
  clock = 999;
  expect([isDue('running', false), isDue('running', true)]).toEqual([false, true]);
  clock = 1900;
  expect([isDue('running', false), isDue('paused', false)]).toEqual([false, true]);
  clock = 2900;
  expect(isDue('paused', false)).toBe(true);
});
