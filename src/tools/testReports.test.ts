import { expect, test } from 'vitest';
import { addTallies, describeTally, emptyTally, tallyPlaywright, tallyVitest } from './testReports';

test('a vitest report is counted by test; a file that did not load is a failure', () => {
  const tally = tallyVitest({
    testResults: [
      { name: 'a.test.ts', status: 'failed', assertionResults: [
        { fullName: 'one', status: 'passed' }, { fullName: 'two', status: 'failed' }, { fullName: 'three', status: 'skipped' }, { fullName: 'four', status: 'todo' },
      ] },
      { name: 'b.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  expect(tally).toEqual({ passed: 1, failed: 2, skippedTitles: ['three', 'four'], failedTitles: ['two', 'b.test.ts (could not be loaded)'] });
});

test('a Playwright report is counted through nested suites; flaky and outside errors are failures', () => {
  const tally = tallyPlaywright({
    suites: [{ title: 'a.spec.ts', specs: [{ title: 'one', tests: [{ status: 'expected' }] }], suites: [
      { title: 'inner', specs: [{ title: 'two', tests: [{ status: 'flaky' }] }, { title: 'three', tests: [{ status: 'skipped' }] }] },
    ] }],
    errors: [{ message: 'the server did not start\nmore' }],
  });
  expect(tally).toEqual({ passed: 1, failed: 2, skippedTitles: ['a.spec.ts › inner › three'], failedTitles: ['a.spec.ts › inner › two', 'the server did not start'] });
});

test('the last line names skips only where there are any', () => {
  const one = { ...emptyTally(), passed: 3 };
  expect(describeTally(one)).toBe('3 passed, 0 failed');
  expect(describeTally(addTallies(one, { ...emptyTally(), failed: 1, skippedTitles: ['x'] }))).toBe('3 passed, 1 failed, 1 skipped');
});
