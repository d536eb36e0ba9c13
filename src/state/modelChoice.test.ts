import { beforeEach, expect, test, vi } from 'vitest';
import { WorkerProblem } from '../worker/client';
import { epochOf, recordOf, runOf } from './fixtures/runs';
import { modelGroups, preparedTo, runsOf, useModelChoice } from './modelChoice';

const call = vi.hoisted(() => vi.fn());
vi.mock('./trainer', () => ({ call }));
beforeEach(() => {
  call.mockReset();
  useModelChoice.setState({ preparing: {}, problems: {} });
});

const best = { epoch: 3, validation: epochOf(3, 0.5, true).validation };
const method = (name: string, group: 'alscor' | 'compared' | 'ablation', unsupervised?: true) => ({ name, label: name.toUpperCase(), group, source: '', hyperparameters: {}, ...(unsupervised && { unsupervised }) });

test('only runs of the dataset that have a model and were not deleted can be chosen', () => {
  const other = recordOf('b', { dataset: { ...recordOf('b').dataset, pairs: 61 } });
  const runs = [runOf('a', { best }), runOf('b', { best, record: other }), runOf('c'), runOf('d', { best, deletedAt: 1 })];
  expect(runsOf(runs, { name: 'Demo', count: 60 }).map(({ id }) => id)).toEqual(['a']);
});

test('models are grouped: those that are fitted, stored runs, epochs of one, methods but ALSCOR itself', () => {
  const run = runOf('a', { best });
  const cca = { key: 'cca', kind: 'cca' as const, label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical' as const], fusedWeight: null, preprocessing: null };
  const methods = [method('alscor', 'alscor'), method('sm', 'compared'), method('dcca', 'compared', true)];
  const groups = modelGroups({ models: [cca, { ...cca, key: 'method:sm' }], runs: [run], epochs: { run, of: [1, 2] }, methods, withClasses: true });
  expect(groups.map(({ name, options }) => [name, options.map(({ key }) => key)])).toEqual([
    ['Fitted', ['cca']],
    ['Stored runs', ['run:a']],
    ['Epochs of Run a', ['run:a@1', 'run:a@2']],
    ['Methods, fitted here when chosen', ['method:sm', 'method:dcca']],
  ]);
  expect(modelGroups({ models: [], runs: [], epochs: null, methods, withClasses: false })).toEqual([{ name: 'Methods, fitted here when chosen', options: [{ key: 'method:dcca', label: 'DCCA' }] }]);
});

test('the time that is left is that of the steps so far', () => {
  const begun = { startedAt: 1000, done: 0, total: 0, remainingMs: null };
  // 2 of 5 steps in 400 ms: 3 more take 600
  expect(preparedTo(begun, 2, 5, 1400)).toEqual({ startedAt: 1000, done: 2, total: 5, remainingMs: 600 });
  expect(preparedTo(begun, 0, 5, 1400).remainingMs).toBeNull();
});

test('a model is prepared once at a time; what went wrong is told until it is tried again', async () => {
  call.mockRejectedValueOnce(new WorkerProblem({ name: 'Refusal', message: 'Fitting SM: it was cancelled.', advice: 'Again.' }));
  const { prepare, progress } = useModelChoice.getState();
  const first = prepare('method:sm');
  void prepare('method:sm');
  progress('method:sm', 1, 5);
  progress('method:other', 1, 5);
  expect(useModelChoice.getState().preparing).toMatchObject({ 'method:sm': { done: 1, total: 5 } });
  await first;
  expect(call.mock.calls).toEqual([['prepareModel', { key: 'method:sm' }]]);
  expect(useModelChoice.getState()).toMatchObject({ preparing: {}, problems: { 'method:sm': { message: 'Fitting SM: it was cancelled.', advice: 'Again.' } } });
  call.mockResolvedValueOnce({});
  await prepare('method:sm');
  expect(useModelChoice.getState().problems).toEqual({});
});
