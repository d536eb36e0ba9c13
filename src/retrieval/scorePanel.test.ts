import { expect, test } from 'vitest';
import { normal, streamKey } from '../math/random';
import { embedding } from './fixtures/spaces';
import { PANEL, ScorePanel } from './scorePanel';
import { scoreQuery, type Embedding } from './scores';

function drawn(rows: number, seed: number): Embedding {
  const numbers = (width: number, stream: number) => Array.from({ length: rows }, (_, row) => Array.from({ length: width }, (_, j) => normal(streamKey(seed, stream, row), j)));
  return embedding(numbers(7, 1), numbers(3, 2));
}

const [queries, gallery] = [drawn(10, 1), drawn(33, 2)];

test.each([['canonical', 1], ['semantic', 1], ['fused', 0.3], ['fused', 1], ['fused', 0]] as const)('the %s scores with weight %d are those of single queries, to the last bit', (kind, weight) => {
  const panel = new ScorePanel(queries, gallery, kind, weight);
  for (let row = 0; row < queries.rows; row++) {
    if (row % PANEL === 0) panel.from(row);
    expect([...panel.of(row % PANEL)]).toEqual([...scoreQuery(queries, row, gallery, kind, weight)]);
  }
});

test('a score that the model lacks is refused', () => {
  const plain = embedding([[1, 0]]);
  expect(() => new ScorePanel(plain, plain, 'semantic', 1)).toThrow('expected a model with a classifier');
});
