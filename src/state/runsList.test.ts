import { expect, test } from 'vitest';
import { recordOf, runOf, stateOf, storedOf } from './fixtures/runs';
import { isListedRun } from './runsDatabase';
import { correctedBy, filterRuns, listedRuns, nextRunName, totalBytes } from './runsList';
import { UNDO_MS } from './undoTime';

const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);

test('starred runs come first, then the newest; deleted ones while that can be undone', () => {
  const entries = [
    runOf('old', { record: recordOf('old', { created: 1 }) }),
    runOf('new', { record: recordOf('new', { created: 3 }) }),
    runOf('star', { record: recordOf('star', { created: 0 }), starred: true }),
    runOf('going', { record: recordOf('going', { created: 2 }), deletedAt: 100 }),
  ];
  expect(ids(listedRuns(entries, 100 + UNDO_MS - 1))).toEqual(['star', 'new', 'going', 'old']);
  expect(ids(listedRuns(entries, 100 + UNDO_MS))).toEqual(['star', 'new', 'old']);
});

test('a filter finds words in names and notes, in any order and case', () => {
  const entries = [runOf('a', { name: 'Run 1', note: 'With Ridge\n0.5' }), runOf('b', { name: 'Run 12', note: '' })];
  expect(ids(filterRuns(entries, ' '))).toEqual(['a', 'b']);
  expect(ids(filterRuns(entries, 'run 1'))).toEqual(['a', 'b']);
  expect(ids(filterRuns(entries, '0.5 ridge'))).toEqual(['a']);
  expect(ids(filterRuns(entries, 'ridge 12'))).toEqual([]);
});

test('a new run has the number after the highest one', () => {
  expect(nextRunName([])).toBe('Run 1');
  expect(nextRunName(['Run 2', 'Run 10, without the adversary', 'My Run 40', 'Runner 50'])).toBe('Run 11');
});

test('the sizes of all runs are added', () => {
  expect(totalBytes([runOf('a', { bytes: 5 }), runOf('b', { bytes: 7 })])).toBe(12);
});

test('files correct the list only where they differ from it', () => {
  const entries = [runOf('same', { phase: 'finished', bytes: 500 }), runOf('other', { phase: 'running', bytes: 1 }), runOf('goes-on', { phase: 'paused', bytes: 500, states: [stateOf(1)] })];
  const stored = [storedOf('same'), storedOf('other', { ended: 'failed', states: [stateOf(3)] }), storedOf('goes-on', { ended: null, states: [stateOf(1)] }), storedOf('unlisted')];
  expect([...correctedBy(stored, entries)]).toEqual([['other', { bytes: 500, states: [stateOf(3)], phase: 'failed' }]]);
});

/** How often names, notes and dates of n runs are looked at, to list and filter them. */
function looksAt(n: number): number {
  let looks = 0;
  const watched = (entry: ReturnType<typeof runOf>) =>
    new Proxy(entry, {
      get: (run, key: keyof typeof entry) => {
        looks++;
        return run[key];
      },
    });
  const entries = Array.from({ length: n }, (_, i) => watched(runOf(`r${i}`, { record: recordOf(`r${i}`, { created: (i * 7919) % n }), note: 'a note', starred: i % 9 === 0 })));
  expect(filterRuns(listedRuns(entries, 0), 'note')).toHaveLength(n);
  return looks;
}

test('listing 64 times as many runs takes some 64 times the work, not its square', () => {
  // Sorted by n log n: 64 · log 6400 / log 100 = 122 times; n² would be 4096 times.
  expect(looksAt(6400) / looksAt(100)).toBeLessThan(130);
});

test('only runs as this version writes them are taken from the browser', () => {
  expect(isListedRun(runOf('a'))).toBe(true);
  const best = { epoch: 1, validation: { canonical: { i2t: 1, t2i: 1 }, semantic: { i2t: 1, t2i: 1 }, fused: { i2t: 1, t2i: 1 } } };
  expect(isListedRun(runOf('a', { best, deletedAt: 5, states: [stateOf(1)], changes: [{ step: 1, key: 'ridge', value: 0.5 }] }))).toBe(true);
  for (const broken of [null, 'a', {}, { ...runOf('a'), note: 3 }, { ...runOf('a'), record: {} }, { ...runOf('a'), states: [{}] }, { ...runOf('a'), best: {} }]) expect(isListedRun(broken)).toBe(false);
});
