import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runStatus } from './fixtures/runStatus';
import { useProblems } from './problems';
import { useRun } from './run';
import { changeNow, saveState, stepOnce } from './steering';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));
const called = vi.mocked(call);

beforeEach(() => void called.mockReset());

afterEach(() => {
  useRun.setState({ status: null, busy: false });
  useProblems.setState({ problems: [] });
});

const messages = () => useProblems.getState().problems.map(({ message }) => message);

test('one step shows the status after it, and a second one waits for the first', async () => {
  called.mockResolvedValue(runStatus('paused', { step: 8 }));
  const first = stepOnce();
  await stepOnce();
  await first;
  expect(called.mock.calls).toEqual([['stepOnce', {}]]);
  expect(useRun.getState()).toMatchObject({ busy: false, status: { step: 8 } });
});

test('a change names the hyperparameter and its value', async () => {
  await changeNow('adversaryWeight', 0.5);
  expect(called.mock.calls).toEqual([['change', { key: 'adversaryWeight', value: 0.5 }]]);
});

test('a state that cannot be kept is told, one that is stored by the way is not', async () => {
  called.mockResolvedValue(null);
  await saveState(false);
  expect(messages()).toEqual([]);
  await saveState(true);
  expect(messages()).toEqual([expect.stringContaining('the browser stores no files of this page')]);
});

test('refusals are shown and leave the controls free', async () => {
  called.mockRejectedValue(new Error('Not now.'));
  await stepOnce();
  await changeNow('turn', 'nets');
  await saveState(true);
  expect(messages()).toEqual(['Not now.']);
  expect(useRun.getState().busy).toBe(false);
});
