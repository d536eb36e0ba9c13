import { beforeEach, expect, test, vi } from 'vitest';
import type { Insights, ModelInfo } from '../worker/protocol';
import { forgetInsights, isOutdated, takeInsightsProgress, useInsights } from './insights';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));

const model: ModelInfo = { key: 'cca', kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null };
const direction = { queries: new Int32Array(), ap: new Float64Array(), map: NaN, gallery: new Int32Array(), depth: 0, top: new Int32Array(), found: new Int32Array(), hubness: { skewness: null, never: 0, chance: { skewness: null, never: 0 } }, confusion: { queries: [], shares: [] } };
const insights: Insights = { model, score: 'canonical', directions: { i2t: direction, t2i: direction }, elapsedMs: 1 };
const asked = { model: 'cca', score: 'canonical' } as const;

const answer = vi.mocked(call);

beforeEach(() => {
  forgetInsights();
  answer.mockReset();
});

test('a look shows how far it is, then what it found', async () => {
  answer.mockResolvedValue(insights);
  const looking = useInsights.getState().look(asked, 'first');
  takeInsightsProgress({ name: 'Asking', done: 1, total: 2, leftMs: null });
  expect(useInsights.getState()).toMatchObject({ looking: true, progress: { done: 1 } });
  await looking;
  expect(useInsights.getState()).toMatchObject({ looking: false, progress: null, insights, choice: 'first', cancelled: false });
});

test('a look that was cancelled leaves what was there', async () => {
  useInsights.setState({ insights });
  answer.mockResolvedValue(null);
  await useInsights.getState().look(asked, 'a');
  expect(useInsights.getState()).toMatchObject({ insights, cancelled: true, looking: false });
});

test('an answer to an older look is dropped, as is one about another dataset', async () => {
  const replies: ((value: Insights | null) => void)[] = [];
  answer.mockImplementation(() => new Promise((resolve) => replies.push(resolve as (value: Insights | null) => void)));
  const first = useInsights.getState().look(asked, 'a');
  const second = useInsights.getState().look(asked, 'b');
  replies[0]!(null);
  await first;
  expect(useInsights.getState()).toMatchObject({ looking: true, cancelled: false });
  forgetInsights();
  replies[1]!(insights);
  await second;
  expect(useInsights.getState()).toMatchObject({ insights: null, looking: false });
});

test('a refusal is told with its words', async () => {
  answer.mockRejectedValue(new Error('no test items'));
  await useInsights.getState().look(asked, 'a');
  expect(useInsights.getState()).toMatchObject({ problem: { message: 'no test items' }, looking: false });
});

test('a later epoch, another run and another model outdate a look', () => {
  const run: ModelInfo = { ...model, key: 'alscor', kind: 'alscor', label: 'ALSCOR, Run 1, epoch 2', runId: 'a', epoch: 2 };
  expect(isOutdated(run, { ...run })).toBe(false);
  expect([isOutdated(run, { ...run, epoch: 3 }), isOutdated(run, { ...run, runId: 'b' }), isOutdated(model, run)]).toEqual([true, true, true]);
});
