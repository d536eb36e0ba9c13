import { expect, test } from 'vitest';
import type { SparseRows } from '../../math/sparseRows';
import scikitLearn from './fixtures/tfidf.json';
import { fitTfidf } from './tfidf';

function dense({ values, columns, starts, rows, dims }: SparseRows): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array<number>(dims).fill(0);
    for (let at = starts[r]!; at < starts[r + 1]!; at++) row[columns[at]!] = values[at]!;
    return row;
  });
}

test('words, idf and rows are those of scikit-learn', async () => {
  const { captions, words, idf, rows } = scikitLearn;
  const fitted = await fitTfidf([captions.slice(0, 3), [], captions.slice(3)]);
  expect([...fitted.words].sort()).toEqual(words);
  const own = words.map((word) => fitted.words.indexOf(word));
  own.forEach((column, i) => expect(fitted.idf[column]).toBeCloseTo(idf[i]!, 12));
  const made = dense(fitted.rows(100));
  expect(made).toHaveLength(8);
  rows.forEach((row, r) => row.forEach((value, i) => expect(made[r]![own[i]!]).toBeCloseTo(value, 12)));
});

test('the words of most captions are kept, ties by the alphabet; words of one caption are not', async () => {
  const captions = ['dog cat', 'dog bee', 'bee dog cat', 'owl'];
  // dog in 3 captions, bee and cat in 2, owl in 1
  const { words, frequency, idf, empty } = await fitTfidf([captions]);
  expect(words).toEqual(['dog', 'bee', 'cat']);
  expect([...frequency]).toEqual([3, 2, 2]);
  expect([...idf].map((value) => value.toFixed(6))).toEqual([Math.log(5 / 4) + 1, Math.log(5 / 3) + 1, Math.log(5 / 3) + 1].map((value) => value.toFixed(6)));
  expect(empty).toBe(1);
  expect((await fitTfidf([captions], { maxWords: 2 })).words).toEqual(['dog', 'bee']);
  expect((await fitTfidf([captions], { minDocuments: 1 })).words).toEqual(['dog', 'bee', 'cat', 'owl']);
});

test('a plural counts as its singular, once a caption; words that only end in s stand for themselves', async () => {
  const { words, frequency } = await fitTfidf([['cats and a cat', 'cats', 'glass', 'glasses', 'cactus bus', 'cactus bu', 'bus']]);
  // glasses: glasse is no word, glass is. bus and bu are two words: "us" ends no plural.
  expect(Object.fromEntries(words.map((word, i) => [word, frequency[i]]))).toEqual({ cat: 2, glass: 2, cactus: 2, bus: 2 });
});

test('of many captions, some are taken evenly for the rows', async () => {
  const fitted = await fitTfidf([['ant', 'bee', 'ant', 'bee', 'ant', 'bee']]);
  // Rows 0, 2 and 4 of 6 are all "ant".
  expect(fitted.words).toEqual(['ant', 'bee']);
  expect(dense(fitted.rows(3))).toEqual([[1, 0], [1, 0], [1, 0]]);
});

test('no captions, and captions without common words, have no vocabulary', async () => {
  expect(await fitTfidf([])).toMatchObject({ words: [], captions: 0, empty: 0 });
  expect(await fitTfidf([['one', 'of the', '']])).toMatchObject({ words: [], captions: 3, empty: 3 });
});

test('other scripts and accents are words too', async () => {
  expect((await fitTfidf([['Käse über Brot', 'brot und KÄSE', 'кот спит', 'кот']])).words).toEqual(['brot', 'käse', 'кот']);
});
