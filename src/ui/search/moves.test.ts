import { expect, test } from 'vitest';
import { moveOf } from './moves';

test('a hit that the other has lower has moved up, in signs and in words', () => {
  expect(moveOf({ rank: 1, rankBeside: 13 }, 'by Linear CCA')).toEqual({ sign: '▲ 12', words: '12 ranks higher than by Linear CCA, where it is 13', way: 'up' });
  expect(moveOf({ rank: 4, rankBeside: 3 }, 'after epoch 2')).toEqual({ sign: '▼ 1', words: '1 rank lower than after epoch 2, where it is 3', way: 'down' });
});

test('the same rank and none are told apart', () => {
  expect(moveOf({ rank: 4, rankBeside: 4 }, 'by SM').sign).toBe('=');
  expect(moveOf({ rank: 4, rankBeside: null }, 'by SM')).toEqual({ sign: '–', words: 'not among the first by SM', way: 'none' });
});
