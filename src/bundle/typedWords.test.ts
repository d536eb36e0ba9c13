import { expect, test } from 'vitest';
import type { Vocab } from './dataset';
import { encodeText, knownForm } from './encodeText';

/** Each word has a column of its own. */
function vocabOf(weights: Record<string, number>): Vocab {
  const words = Object.keys(weights);
  const vectors = Float32Array.from({ length: words.length ** 2 }, (_, i) => (i % (words.length + 1) === 0 ? 1 : 0));
  return { words, weights: Object.values(weights), parts: [], vectors, dims: words.length };
}

test('words with -ing and -ed fall back on their stem, and on nothing shorter than three letters', () => {
  const rows = new Map(['fly', 'bake', 'stop', 'st'].map((word, row) => [word, row]));
  expect(['flying', 'baking', 'stopped', 'sting', 'flies'].map((word) => knownForm(rows, word))).toEqual(['fly', 'bake', 'stop', undefined, 'fly']);
});

test('words that say little are passed over beside others where no text had them, and count alone or where texts had them', () => {
  const vocab = vocabOf({ something: 5, eat: 2, zebra: 5 });
  expect(encodeText(vocab, 'something to eat')).toMatchObject({ known: ['eat'], unknown: [] });
  expect(encodeText(vocab, 'something').known).toEqual(['something']);
  expect(encodeText(vocab, 'eat a zebra').known).toEqual(['eat', 'zebra']);
  expect(encodeText(vocabOf({ something: 2, eat: 3 }), 'something to eat').known).toEqual(['something', 'eat']);
});

test('where all weights are equal they do not tell what texts had, and every known word counts', () => {
  expect(encodeText(vocabOf({ something: 1, eat: 1 }), 'something to eat').known).toEqual(['something', 'eat']);
});
