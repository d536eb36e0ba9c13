import { beforeEach, expect, test, vi } from 'vitest';
import { WorkerProblem } from '../worker/client';
import type { ModelInfo } from '../worker/protocol';
import { useModelFiles } from './modelFiles';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));
const called = vi.mocked(call);

beforeEach(() => {
  called.mockReset();
  useModelFiles.setState({ making: null, opening: null, outcome: null, made: null });
});

const file = (bytes: number) => ({ name: 'alscor-onnx.zip', blob: new Blob([new Uint8Array(bytes)]) });
const info: ModelInfo = { key: 'alscor', kind: 'alscor', label: 'ALSCOR, m.safetensors', epoch: null, runId: null, scores: ['semantic'], fusedWeight: 0.5, preprocessing: null };

test('a file is made, and its size is kept with the label of its model', async () => {
  called.mockResolvedValueOnce(file(3)).mockResolvedValueOnce(file(5)).mockResolvedValueOnce(file(7));
  expect(await useModelFiles.getState().make('onnx', 'A')).toEqual(file(3));
  expect(called).toHaveBeenCalledWith('exportModel', { format: 'onnx' });
  await useModelFiles.getState().make('npy', 'A');
  expect(useModelFiles.getState()).toMatchObject({ making: null, outcome: { kind: 'made', format: 'npy' }, made: { label: 'A', bytes: { onnx: 3, npy: 5 } } });
  // Another model: what was made of the one before is not its.
  await useModelFiles.getState().make('npy', 'B');
  expect(useModelFiles.getState().made).toEqual({ label: 'B', bytes: { npy: 7 } });
});

test('one file at a time', async () => {
  called.mockReturnValue(new Promise(() => undefined));
  void useModelFiles.getState().make('onnx', 'A');
  expect(await useModelFiles.getState().make('npy', 'A')).toBeNull();
  await useModelFiles.getState().open(new File([], 'm.safetensors'));
  expect(called).toHaveBeenCalledTimes(1);
});

test('a model file is opened under its name', async () => {
  called.mockResolvedValue(info);
  const chosen = new File(['x'], 'm.safetensors');
  await useModelFiles.getState().open(chosen);
  expect(called).toHaveBeenCalledWith('importModel', { file: chosen, name: 'm.safetensors' });
  expect(useModelFiles.getState()).toMatchObject({ opening: null, outcome: { kind: 'opened', name: 'm.safetensors', label: 'ALSCOR, m.safetensors' } });
});

test('refusals are told with their advice', async () => {
  called.mockRejectedValue(new WorkerProblem({ name: 'BundleError', message: 'm: expected a model.', advice: 'Open another.' }));
  await useModelFiles.getState().open(new File([], 'm'));
  expect(useModelFiles.getState().outcome).toEqual({ kind: 'problem', message: 'm: expected a model.', advice: 'Open another.' });
  expect(await useModelFiles.getState().make('onnx', 'A')).toBeNull();
  expect(useModelFiles.getState().outcome?.kind).toBe('problem');
});
