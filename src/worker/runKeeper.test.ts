import { expect, test, vi } from 'vitest';
import type { WorkerEvent } from './protocol';
import { RunKeeper } from './runKeeper';
import { spaceAt } from './runs/fixtures/spaces';
import type { EpochSpace } from './runs/spaceRecords';
import type { RunWriter } from './runs/store';

const nothing = () => Promise.reject(new Error('not asked here'));

function keeperOf(addSpace: RunWriter['addSpace']) {
  const events: WorkerEvent[] = [];
  const writer: RunWriter = { addSpace, append: async () => undefined, save: nothing, end: async () => undefined, close: () => undefined };
  return { keeper: new RunKeeper('a', writer, (event) => events.push(event), null), problems: () => events.filter(({ type }) => type === 'problem') };
}

/** Of 4 · rows · (2 + 3) bytes; nobody reads its numbers. */
function large(epoch: number, rows: number): EpochSpace {
  const { space, ...rest } = spaceAt(epoch);
  return { ...rest, space: { ...space, image: { ...space.image, rows } } };
}

test('epochs that cannot be stored are in memory in their order, however late that is known', async () => {
  const { keeper, problems } = keeperOf(() => new Promise((_, reject) => setTimeout(() => reject(new Error('no room')), 5)));
  for (const epoch of [1, 2, 3]) keeper.space(spaceAt(epoch));
  await vi.waitFor(() => expect(keeper.spaces.epochs).toEqual([1, 2, 3]));
  expect(problems()).toHaveLength(1);
});

test('the run ends after all that it told is stored', async () => {
  const stored: number[] = [];
  const { keeper } = keeperOf(async ({ epoch }) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    stored.push(epoch);
  });
  for (const epoch of [1, 2]) keeper.space(spaceAt(epoch));
  await keeper.end('finished', null);
  expect(stored).toEqual([1, 2]);
});

test('what has no room is not sent, nor what would wait behind as much again', async () => {
  const sent: number[] = [];
  const { keeper } = keeperOf(async ({ epoch }) => void sent.push(epoch));
  // 64 MiB of room: 20 bytes a row are 80 MiB, 40 MiB
  keeper.space(large(1, 2 ** 22));
  keeper.space(large(2, 2 ** 21));
  keeper.space(large(3, 2 ** 21));
  await vi.waitFor(() => expect(sent).toEqual([2]));
  await Promise.resolve();
  keeper.space(large(4, 2 ** 21));
  await vi.waitFor(() => expect(sent).toEqual([2, 4]));
});
