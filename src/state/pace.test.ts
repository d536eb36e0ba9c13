import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runStatus } from './fixtures/runStatus';
import { choosePace, followPace, usePace } from './pace';
import { useProblems } from './problems';
import { useRun } from './run';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));
const called = vi.mocked(call);

beforeEach(() => {
  called.mockReset();
  called.mockResolvedValue(null);
});

afterEach(() => {
  usePace.setState({ delayMs: 0 });
  useRun.setState({ status: null });
  useProblems.setState({ problems: [] });
});

test('a pace is told to the run that goes on, and only to one', async () => {
  await choosePace(500);
  expect(called).not.toHaveBeenCalled();
  useRun.setState({ status: runStatus('paused') });
  await choosePace(100);
  await choosePace(0);
  expect(called.mock.calls).toEqual([['pace', { delayMs: 100 }], ['pace', { delayMs: 0 }]]);
});

test('each new run is told the pace once, unless it is full speed', () => {
  const end = followPace();
  useRun.setState({ status: runStatus('running', { runId: 'a' }) });
  usePace.setState({ delayMs: 1000 });
  useRun.setState({ status: runStatus('running', { runId: 'a', step: 1 }) });
  expect(called).not.toHaveBeenCalled();
  useRun.setState({ status: runStatus('running', { runId: 'b' }) });
  useRun.setState({ status: runStatus('running', { runId: 'b', step: 1 }) });
  expect(called.mock.calls).toEqual([['pace', { delayMs: 1000 }]]);
  end();
});

test('a refusal is shown', async () => {
  called.mockRejectedValue(new Error('No run.'));
  useRun.setState({ status: runStatus('running') });
  await choosePace(100);
  expect(useProblems.getState().problems.map(({ message }) => message)).toEqual(['No run.']);
});
