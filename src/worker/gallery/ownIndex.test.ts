import { expect, test, vi } from 'vitest';
import { PlainIndex } from '../../engine/index/plainIndex';
import type { StoredAddition } from './addition';
import { OwnIndex } from './ownIndex';

const stored = (id: string, first: number, rows: number, removed: Partial<StoredAddition['removed']> = {}): StoredAddition => ({
  addition: { id, name: id, modality: 'image', first, rows, dims: 1, dtype: 'f4', bytes: 0, created: 0 },
  removed: { deletedAt: null, rows: [], ...removed },
});

const a = stored('a', 10, 3);
const b = stored('b', 40, 2);

/** Numbers 10, 11, 12 have scores 1, 5, 3; 40 and 41 have 5 and 2. */
async function filled(): Promise<OwnIndex> {
  const index = new OwnIndex(new PlainIndex({ width: 1, storage: 'float32' }));
  await index.addTo({ id: 'a', first: 10 }, Float32Array.of(1, 5));
  await index.addTo({ id: 'a', first: 10 }, Float32Array.of(3));
  await index.addTo({ id: 'b', first: 40 }, Float32Array.of(5, 2));
  index.show([a, b]);
  return index;
}

const one = Float32Array.of(1);
const numbers = async (index: OwnIndex, ...rest: [number, Parameters<OwnIndex['topK']>[2]?]) => [...(await index.topK(one, ...rest))[0]!.rows];

test('rows are found by the numbers that their items have', async () => {
  const index = await filled();
  expect([index.rows, index.rowsOf('a'), index.rowsOf('b')]).toEqual([5, 3, 2]);
  expect(await numbers(index, 5)).toEqual([11, 40, 12, 41, 10]);
});

test('pages and allowed rows go by these numbers, too', async () => {
  const index = await filled();
  expect(await numbers(index, 5, { after: { score: 5, row: 11 } })).toEqual([40, 12, 41, 10]);
  const allowed = new Uint8Array(42);
  allowed[12] = allowed[41] = 1;
  expect(await numbers(index, 5, { allowed })).toEqual([12, 41]);
});

test('what was removed is not found, and what was brought back is', async () => {
  const index = await filled();
  index.show([stored('a', 10, 3, { rows: [1] }), b]);
  expect([index.rows, await numbers(index, 5)]).toEqual([4, [40, 12, 41, 10]]);
  index.show([stored('a', 10, 3, { deletedAt: 1 }), b]);
  expect([index.rows, await numbers(index, 5)]).toEqual([2, [40, 41]]);
  index.show([b]);
  expect([index.rows, index.lostRows([b])]).toEqual([2, 3]);
  index.show([a, b]);
  expect(index.rows).toBe(5);
});

test('memory is freed only when the queries on their way are answered', async () => {
  const vectors = new PlainIndex({ width: 1, storage: 'float32' });
  const disposed = vi.spyOn(vectors, 'dispose');
  const index = new OwnIndex(vectors);
  await index.addTo({ id: 'a', first: 0 }, Float32Array.of(1, 2));
  const answer = index.topK(one, 1);
  index.dispose();
  expect(disposed).not.toHaveBeenCalled();
  expect((await answer)[0]!.rows[0]).toBe(1);
  expect(disposed).toHaveBeenCalledOnce();
});
