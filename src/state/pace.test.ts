import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { choosePace, keepPace, usePace } from './pace';
import { useProblems } from './problems';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));
const called = vi.mocked(call);

beforeEach(() => {
  called.mockReset();
  called.mockResolvedValue(null);
});

afterEach(() => {
  usePace.setState({ delayMs: 0 });
  useProblems.setState({ problems: [] });
});

test('the worker is told each pace: it keeps it for the present run and the next', async () => {
  await choosePace(500);
  await choosePace(0);
  expect(called.mock.calls).toEqual([['pace', { delayMs: 500 }], ['pace', { delayMs: 0 }]]);
});

test('a worker that was started anew is told the pace that was chosen, unless it is full speed', async () => {
  await keepPace();
  expect(called).not.toHaveBeenCalled();
  usePace.setState({ delayMs: 1000 });
  await keepPace();
  expect(called.mock.calls).toEqual([['pace', { delayMs: 1000 }]]);
});

test('a refusal is shown', async () => {
  called.mockRejectedValue(new Error('No run.'));
  await choosePace(100);
  expect(useProblems.getState().problems.map(({ message }) => message)).toEqual(['No run.']);
});
