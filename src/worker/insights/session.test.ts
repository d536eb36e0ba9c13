import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../../alscor/config';
import { wasmFolder } from '../../tools/wasmFolder';
import { Listener, loadedListener, runOf, tiny } from '../fixtures/listener';

const endless = { ...defaultConfig, latentDim: 3, hiddenDim: 12, batchSize: 16, adversaryHidden: 8, learningRate: 0.01, epochs: 10_000 };

beforeAll(async () => {
  await new Listener(wasmFolder()).session.setBackend('wasm');
});

test('while a run goes on its model is looked at as of an epoch, and the run goes on', async () => {
  const listener = await loadedListener(tiny, wasmFolder());
  const { session } = listener;
  await session.train(runOf(endless));
  await listener.until(() => listener.of('epoch').length > 1);
  const insights = await session.insights.look({ model: 'alscor', score: 'fused' });
  const epochs = listener.of('epoch').length;
  expect(insights).toMatchObject({ model: { key: 'alscor', runId: 'a' }, score: 'fused' });
  expect(insights!.model.epoch).toBeGreaterThan(0);
  expect(insights!.directions.t2i.queries).toHaveLength(12);
  await listener.until(() => listener.of('epoch').length > epochs + 1);
  expect(listener.of('insights').at(-1)).toEqual({ type: 'insights', progress: null });
  await session.runner.stop();
}, 60_000);

test('the average precision that a look lists is the one that a search tells', async () => {
  const { session } = await loadedListener(tiny, wasmFolder());
  const insights = await session.insights.look({ model: 'cca', score: 'canonical' });
  for (const [direction, modality, target] of [['i2t', 'image', 'text'], ['t2i', 'text', 'image']] as const) {
    const { queries, ap, top, depth } = insights!.directions[direction];
    for (const [i, row] of queries.entries()) {
      const { judgement, hits } = await session.desk.search({ query: [{ kind: 'item', modality, row, weight: 1 }], target, score: 'canonical', gallery: 'test', classes: [], fold: false, model: 'cca', offset: 0, limit: depth });
      expect(judgement?.averagePrecision).toBe(ap[i]);
      expect(hits.map((hit) => hit.row)).toEqual([...top.subarray(i * depth, (i + 1) * depth)]);
    }
  }
}, 60_000);
