import { expect, test } from 'vitest';
import { ExactIndex } from './exactIndex';

async function indexOf(rows: number[][], storage: 'float32' | 'float16' = 'float32'): Promise<ExactIndex> {
  const index = new ExactIndex(2, storage);
  for (const row of rows) await index.add(Float32Array.from(row));
  return index;
}

const rows = [[1, 0], [0, 1], [2, 0], [1, 0]];
const query = Float32Array.of(1, 0);

test.each(['float32', 'float16'] as const)('the best rows come first, equal ones in their order, %s', async (storage) => {
  const index = await indexOf(rows, storage);
  // Scores 1, 0, 2, 1.
  expect(await index.topK(query, 3)).toEqual([{ rows: Uint32Array.of(2, 0, 3), scores: Float32Array.of(2, 1, 1) }]);
  expect(index.bytes).toBe(8 * (storage === 'float32' ? 4 : 2));
});

test('a page begins after a place, and only allowed rows are found', async () => {
  const index = await indexOf(rows);
  expect(await index.topK(query, 9, { after: { score: 1, row: 0 } })).toEqual([{ rows: Uint32Array.of(3, 1), scores: Float32Array.of(1, 0) }]);
  expect(await index.topK(query, 9, { allowed: Uint8Array.of(1, 1, 0, 0) })).toEqual([{ rows: Uint32Array.of(0, 1), scores: Float32Array.of(1, 0) }]);
});

test('several queries are answered each', async () => {
  const [first, second] = await (await indexOf(rows)).topK(Float32Array.of(1, 0, 0, 1), 1);
  expect([first!.rows[0], second!.rows[0]]).toEqual([2, 1]);
});
