import { describe, expect, it } from 'vitest';
import type { Vocab } from './dataset';
import { encodeText, suggestWords, tokenize } from './encodeText';

/** Three columns: the first two are one part of weight 1, the third another of weight 0.5. */
const vocab: Vocab = {
  words: ['dog', 'puppy', 'bus', 'doghouse', 'berry'],
  weights: [1, 2, 1, 1, 1],
  vectors: Float32Array.from([3, 0, 0, 0, 2, 0, 0, 0, 7, 1, 1, 1, 1, 0, 0]),
  dims: 3,
  parts: [
    { start: 0, end: 2, weight: 1 },
    { start: 2, end: 3, weight: 0.5 },
  ],
};

describe('tokenize', () => {
  it('gives lower-case words and numbers without punctuation', () => {
    expect(tokenize("The DOG's café-au-lait, 2 times: don’t")).toEqual(['the', 'dog', 'café', 'au', 'lait', '2', 'times', 'dont']);
    expect(tokenize(' …')).toEqual([]);
  });
});

describe('encodeText', () => {
  it('scales each part of the weighted sum to its weight', () => {
    // 1·(3,0,0) + 2·(0,2,0) + 1·(0,0,7) = (3,4,7); (3,4) has length 5; (7) becomes 0.5.
    const { vector, known, unknown } = encodeText(vocab, 'Dog, puppy & bus');
    expect([...vector]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6), 0.5]);
    expect(known).toEqual(['dog', 'puppy', 'bus']);
    expect(unknown).toEqual([]);
  });

  it('leaves a part of zeros at zero', () => {
    expect([...encodeText(vocab, 'bus').vector]).toEqual([0, 0, 0.5]);
  });

  it('finds the singular of a plural and reports unknown words once, function words never', () => {
    const { known, unknown } = encodeText(vocab, 'the dogs of berries, buses and zebra zebra');
    expect(known).toEqual(['dog', 'berry', 'bus']);
    expect(unknown).toEqual(['zebra']);
  });

  it('gives zeros for text without a known word', () => {
    expect([...encodeText(vocab, 'zebra').vector]).toEqual([0, 0, 0]);
    expect([...encodeText(vocab, '').vector]).toEqual([0, 0, 0]);
  });
});

describe('suggestWords', () => {
  it('offers words that the typed letters begin, the shorter first', () => {
    expect(suggestWords(vocab, 'do', 5)).toEqual(['dog', 'doghouse']);
    expect(suggestWords(vocab, 'dog', 5)).toEqual(['doghouse']);
  });

  it('mends a wrong, missing or swapped letter', () => {
    expect(suggestWords(vocab, 'pupyp', 1)).toEqual(['puppy']);
    expect(suggestWords(vocab, 'bery', 1)).toEqual(['berry']);
    expect(suggestWords(vocab, 'dxg', 1)).toEqual(['dog']);
  });

  it('offers nothing for far or empty words', () => {
    expect(suggestWords(vocab, 'zebra', 5)).toEqual([]);
    expect(suggestWords(vocab, '', 5)).toEqual([]);
  });
});
