import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fitOf, small } from '../comparison/fixtures/small';
import type { ComparisonStatus } from '../worker/protocol';
import { comparisonLost, isComparing, takeFitted, useComparison } from './comparison';
import { useComparisons } from './comparisons';
import { chosenMethods, useMethods } from './methods';
import { useProblems } from './problems';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));
vi.stubGlobal('navigator', { userAgent: 'Browser 1' });
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });

const status: ComparisonStatus = { comparisonId: 1, phase: 'running', current: null, done: 1, total: 4, elapsedMs: 0, remainingMs: null };
const answers = vi.mocked(call);
const { methods } = small.setting;

beforeEach(() => {
  answers.mockReset();
  useMethods.setState({ methods });
  useProblems.setState({ problems: [] });
  useComparison.setState({ status: null, running: null, news: '', busy: false });
  useComparisons.setState({ kept: [], setAside: null });
});

describe('a comparison on the page', () => {
  test('fills with each fit, is kept with it, and tells it in a sentence', async () => {
    answers.mockResolvedValueOnce({ comparisonId: 1, setting: small.setting });
    await useComparison.getState().compare(['alscor', 'cca'], 2);
    expect(answers.mock.calls[0]).toMatchObject(['compare', { methods: ['alscor', 'cca'], seeds: 2 }]);
    expect(useComparisons.getState().kept).toEqual([]);

    const fit = fitOf('cca', 1, 'ridge 1', 1, { canonical: [0.3, 0.32] });
    takeFitted({ type: 'fitted', comparisonId: 1, outcome: { fit }, tests: small.tests, status });
    expect(useComparison.getState().news).toBe('Linear CCA, seed 1: MAP 0.310 by cosine. 1 of 4 fits are done.');
    takeFitted({ type: 'fitted', comparisonId: 1, outcome: { failure: { method: 'alscor', seed: 1, message: 'Training stopped at step 3.', advice: null } }, tests: [], status: { ...status, done: 2 } });
    expect(useComparison.getState().news).toContain('ALSCOR, seed 1: failed. Training stopped at step 3. 2 of 4');
    const [comparison] = useComparisons.getState().kept;
    expect(comparison).toMatchObject({ fits: [fit], failures: [{ method: 'alscor' }], tests: small.tests, environment: { host: 'Browser 1' } });
  });

  test('that is refused is told, and the table before stays', async () => {
    useComparisons.setState({ kept: [small] });
    answers.mockRejectedValueOnce(new Error('Comparing: expected no run, one is going on.'));
    await useComparison.getState().compare(['cca'], 1);
    expect(useProblems.getState().problems).toMatchObject([{ message: 'Comparing: expected no run, one is going on.' }]);
    expect(useComparisons.getState().kept).toEqual([small]);
    expect(useComparison.getState().busy).toBe(false);
  });

  test('sets the table before aside when it starts', async () => {
    useComparisons.setState({ kept: [small] });
    answers.mockResolvedValueOnce({ comparisonId: 2, setting: small.setting });
    await useComparison.getState().compare(['cca'], 1);
    expect(useComparisons.getState()).toMatchObject({ kept: [], setAside: small });
  });

  test('ends with the worker, and with the answer to a cancel', async () => {
    useComparison.setState({ status });
    comparisonLost();
    expect(useComparison.getState().status).toMatchObject({ phase: 'failed', done: 1 });
    expect(isComparing(useComparison.getState().status)).toBe(false);
    useComparison.setState({ status });
    answers.mockResolvedValueOnce({ ...status, phase: 'cancelled' });
    await useComparison.getState().cancel();
    expect(useComparison.getState().status?.phase).toBe('cancelled');
    comparisonLost();
    expect(useComparison.getState().status?.phase).toBe('cancelled');
  });
});

test('without a choice ALSCOR and the compared methods are ticked; an address may name any', () => {
  expect(chosenMethods(methods, null)).toEqual(['alscor', 'cca', 'sm']);
  expect(chosenMethods(methods, ['alscor-no-adversary', 'sm', 'gone'])).toEqual(['sm', 'alscor-no-adversary']);
  expect(chosenMethods(methods, [])).toEqual([]);
});
