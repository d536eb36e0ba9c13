import { expect, test } from 'vitest';
import { apartSentence, epochWords, heldSentence, mapSummary, selectedWords } from './sentences';

test('distances of pairs are told with what they mean', () => {
  expect(apartSentence({ own: 0.312, others: 0.92 })).toBe('Pairs lie 0.31 apart, other pairs 0.92: pairs find each other (mean cosine distance, 0 to 2).');
  expect(apartSentence({ own: 0.9, others: 1 })).toContain('a little nearer than chance');
  expect(apartSentence({ own: 1.02, others: 1 })).toContain('no nearer than chance');
  expect(apartSentence({ own: 0.5, others: null })).toBe('The pair lies 0.50 apart.');
});

test('the number that a map holds says of what it is', () => {
  expect(heldSentence({ held: { kind: 'variance', share: 0.342 } })).toBe('These two axes hold 34 % of the space’s variance.');
  expect(heldSentence({ held: { kind: 'neighbours', share: 0.41, count: 15 } })).toBe('41 % of the 15 items nearest to each in the space are among its 15 nearest here.');
});

test('the epoch stands beside the run’s epochs, and before training there is none', () => {
  expect(epochWords(12, 40, true)).toBe('Epoch 12 of 40');
  expect(epochWords(12, null, true)).toBe('Epoch 12');
  expect(epochWords(12, 5, true)).toBe('Epoch 12');
  expect(epochWords(0, null, false)).toBe('Linear CCA, before any training');
});

test('pairs are counted, and the whole map told', () => {
  expect(selectedWords(1)).toBe('1 pair selected');
  expect(selectedWords(1412)).toBe('1,412 pairs selected');
  const map = { epoch: 1, rows: new Int32Array(3), positions: new Float32Array(12), held: { kind: 'variance' as const, share: 1 }, apart: { own: 0, others: 1 } };
  expect(mapSummary(map, 8)).toBe('Map of 3 pairs, of 8 classes: each an image and a text. These two axes hold 100 % of the space’s variance. Pairs lie 0.00 apart, other pairs 1.00: pairs find each other (mean cosine distance, 0 to 2).');
});
