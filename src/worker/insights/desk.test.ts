import { expect, test, vi } from 'vitest';
import { memorySource, tinyFiles } from '../../bundle/fixtures/memory';
import { readBundle } from '../../bundle/read';
import { ModelShelf } from '../models/shelf';
import { linearCca } from '../search/searchModel';
import { InsightsDesk } from './desk';
import type { InsightsProgress } from './types';

const asked = { model: 'cca', score: 'canonical' } as const;

async function opened() {
  const dataset = await readBundle(memorySource(tinyFiles()));
  const shelf = new ModelShelf({ models: vi.fn(), preparing: vi.fn() }, { run: vi.fn(), epoch: vi.fn(), method: vi.fn() });
  shelf.start(linearCca(dataset));
  const [told, state]: [(InsightsProgress | null)[], { dataset: typeof dataset }] = [[], { dataset }];
  return { dataset, shelf, told, state, desk: new InsightsDesk(() => state.dataset, shelf, (progress) => told.push(progress)) };
}

test('a look tells how far it is, and its end', async () => {
  const { desk, told } = await opened();
  const insights = await desk.look(asked);
  expect(insights).toMatchObject({ model: { key: 'cca' }, score: 'canonical', directions: { i2t: { depth: 10 } } });
  expect(told.find((progress) => progress !== null)).toMatchObject({ done: 4, total: 24 });
  expect(told.at(-1)).toBeNull();
});

test('a cancel ends it, and the next look is whole', async () => {
  const { desk, told } = await opened();
  const cut = desk.look(asked);
  desk.cancel();
  expect(await cut).toBeNull();
  expect(told.at(-1)).toBeNull();
  expect(await desk.look(asked)).not.toBeNull();
});

test('a newer look ends the one before', async () => {
  const { desk } = await opened();
  const [first, second] = await Promise.all([desk.look(asked), desk.look(asked)]);
  expect(first).toBeNull();
  expect(second).not.toBeNull();
});

test('another dataset ends it', async () => {
  const { desk, state, dataset } = await opened();
  const cut = desk.look(asked);
  state.dataset = { ...dataset };
  expect(await cut).toBeNull();
});

test('a later epoch of the model does not', async () => {
  const { desk, shelf } = await opened();
  const model = await shelf.open('cca');
  const look = desk.look(asked);
  await Promise.resolve();
  shelf.put('cca', { ...model, info: { ...model.info, epoch: 2 } });
  expect(await look).toMatchObject({ model: { epoch: null } });
});

test('a model that is not there is refused with advice', async () => {
  const { desk } = await opened();
  await expect(desk.look({ ...asked, model: 'alscor' })).rejects.toMatchObject({ advice: expect.stringContaining('Train first') });
});
