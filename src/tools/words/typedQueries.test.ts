import { expect, test } from 'vitest';
import { openDataset } from '../openDataset';
import { judge, measure } from './measure';
import { readTypedQueries } from './typedQueries';

test('sixty queries, half of them for development, name items of their class, and none is a caption', async () => {
  const queries = readTypedQueries();
  const { items, labels } = await openDataset('demo');
  const rows = new Map(items.map(({ id }, row) => [id, row]));
  const captions = new Set(items.map(({ caption }) => caption.toLowerCase()));
  expect(queries).toHaveLength(60);
  expect(queries.filter(({ half }) => half === 'development')).toHaveLength(30);
  expect(new Set(queries.map(({ text }) => text)).size).toBe(60);
  for (const { text, class: name, items: right } of queries) {
    expect(right.length).toBeGreaterThan(0);
    expect(right.length).toBeLessThanOrEqual(5);
    expect(captions.has(text.toLowerCase())).toBe(false);
    for (const id of right) {
      const row = rows.get(id);
      expect(row, `${text}: ${id}`).toBeDefined();
      expect(labels.values instanceof Int32Array && labels.names[labels.values[row!]!]).toBe(name);
    }
  }
});

test('a hit is a right item among the first ten, and places that stay empty count as wrong ones', () => {
  const ofClass = (row: number) => row < 3;
  expect(judge([5, 1, 2], new Set([2]), ofClass)).toEqual({ hit: 1, precision: 0.2 });
  expect(judge([9, 8, 7, 6, 5, 4, 10, 11, 12, 13, 2], new Set([2]), ofClass)).toEqual({ hit: 0, precision: 0 });
});

test('queries without a right item in the gallery are left out of the means', async () => {
  const dataset = await openDataset('demo');
  const [first, second] = readTypedQueries();
  const row = dataset.items.findIndex(({ id }) => first!.items.includes(id));
  const measured = await measure(dataset, [first!, { ...second!, items: ['nowhere'] }], Int32Array.of(row), async () => [row]);
  expect(measured).toMatchObject({ queries: 1, hit: 1, precision: 0.1 });
});
