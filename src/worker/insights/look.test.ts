import { beforeAll, describe, expect, test } from 'vitest';
import type { Dataset } from '../../bundle/dataset';
import { memorySource, tinyFiles, type Files } from '../../bundle/fixtures/memory';
import { multiLabelFiles } from '../../bundle/fixtures/multiLabel';
import { imageOf, sharedImageFiles } from '../../bundle/fixtures/sharedImages';
import { readBundle } from '../../bundle/read';
import { normal, streamKey } from '../../math/random';
import { disagreements } from '../../retrieval/fixtures/agreement';
import { embedding, withScores } from '../../retrieval/fixtures/spaces';
import type { Direction, ScoreKind, Space } from '../../retrieval/scores';
import { evaluateSpace } from '../evaluate';
import { rowsOfSplit } from '../pairs';
import { linearCca, type SearchModel } from '../search/searchModel';
import { lookAtTest } from './look';

const reach = async (): Promise<void> => undefined;
const read = async (files: Files): Promise<Dataset> => readBundle(memorySource(files));

/** Variates and probabilities of few different values, so that many scores are equal. */
function coarse(count: number): Space {
  const side = (stream: number) => embedding(
    Array.from({ length: count }, (_, row) => [0, 1, 2].map((j) => Math.round(normal(streamKey(5, stream, row), j)))),
    Array.from({ length: count }, (_, row) => [3, 4, 5].map((j) => Math.round(normal(streamKey(5, stream, row), j)) / 2)),
  );
  return { image: side(1), text: side(2) };
}

function modelOf(dataset: Dataset, space: Space): SearchModel {
  const cca = linearCca(dataset);
  return { ...cca, info: { ...cca.info, scores: ['canonical', 'semantic', 'fused'], fusedWeight: 0.4 }, space };
}

describe.each([['one class an item', async () => tinyFiles()], ['several classes an item', multiLabelFiles], ['no classes, three captions an image', async () => sharedImageFiles()]])('with %s', (_, files) => {
  let dataset: Dataset;
  beforeAll(async () => {
    dataset = await read(await files());
  });

  test.each<[ScoreKind, Direction]>([['canonical', 'i2t'], ['semantic', 't2i'], ['fused', 'i2t'], ['fused', 't2i']])('the %s AP of each query %s is that of an evaluation, many scores being equal', async (score, direction) => {
    const model = modelOf(dataset, coarse(dataset.count));
    const rows = rowsOfSplit(dataset.items, 'test');
    const { directions } = await lookAtTest({ dataset, model, score, reach });
    const { queries, ap, map } = directions[direction];
    const expected = evaluateSpace(dataset, { space: model.space, scores: [score], fusedWeight: 0.4 }, rows)[score]![direction];
    const judged = (values: ArrayLike<number>) => Array.from(values).map((value) => (Number.isNaN(value) ? -1 : value));
    expect(disagreements(judged(ap), judged(Array.from(queries, (row) => expected.queryAp[rows.indexOf(row)]!)))).toEqual([]);
    expect(disagreements([map], [expected.map])).toEqual([]);
  });
});

test('each query finds its first ten, equal scores by rising row, and each find counts', async () => {
  const dataset = await read(tinyFiles());
  const rows = rowsOfSplit(dataset.items, 'test');
  // Twelve test items; texts score 1 for every image but the last test text with 2 and the first with 0.
  const { queries, gallery } = withScores(Array.from({ length: dataset.count }, () => Array.from({ length: dataset.count }, (_, row) => (row === rows[11] ? 2 : row === rows[0] ? 0 : 1))));
  const { directions } = await lookAtTest({ dataset, model: modelOf(dataset, { image: queries, text: gallery }), score: 'canonical', reach });
  const { top, found, depth, hubness, confusion } = directions.i2t;
  expect(depth).toBe(10);
  expect([...top.subarray(0, 10)]).toEqual([rows[11], ...rows.subarray(1, 10)]);
  expect([...found]).toEqual([0, 12, 12, 12, 12, 12, 12, 12, 12, 12, 0, 12]);
  expect(hubness.never).toBe(2);
  // Classes of the twelve are 1 0 2 1 0 2 …; found are the places 1 to 9 and 11: three of class 0, three of 1, four of 2.
  expect(confusion.queries).toEqual([4, 4, 4]);
  const share = (query: number, label: number) => confusion.shares.find((cell) => cell.query === query && cell.found === label)?.share;
  for (const query of [0, 1, 2]) expect(disagreements([share(query, 0)!, share(query, 1)!, share(query, 2)!], [0.3, 0.3, 0.4])).toEqual([]);
});

test('an image with several captions asks once, by its first row, and is found once', async () => {
  const dataset = await read(sharedImageFiles());
  const { directions: { i2t, t2i } } = await lookAtTest({ dataset, model: linearCca(dataset), score: 'canonical', reach });
  expect(Array.from(i2t.queries, imageOf)).toEqual([4, 9, 14, 19]);
  expect([i2t.gallery.length, t2i.queries.length, t2i.depth]).toEqual([12, 12, 4]);
  expect([...t2i.gallery]).toEqual([...i2t.queries]);
  expect([...t2i.found]).toEqual([12, 12, 12, 12]);
});

test('without classes there is no confusion, but hubs', async () => {
  const dataset = await read(sharedImageFiles());
  const { directions: { i2t } } = await lookAtTest({ dataset, model: linearCca(dataset), score: 'canonical', reach });
  expect(i2t.confusion).toEqual({ queries: [], shares: [] });
  expect(i2t.found.reduce((sum, count) => sum + count, 0)).toBe(4 * 10);
});

test('what is done is told of both directions together, and what ends it ends the look', async () => {
  const dataset = await read(tinyFiles());
  const told: [number, number][] = [];
  const looking = { dataset, model: linearCca(dataset), score: 'canonical' as const };
  await lookAtTest({ ...looking, reach: async (done, total) => void told.push([done, total]) });
  expect(told).toEqual([4, 8, 12, 16, 20, 24].map((done) => [done, 24]));
  await expect(lookAtTest({ ...looking, reach: async (done) => { if (done > 10) throw new Error('ended'); } })).rejects.toThrow('ended');
});

test('a dataset without test items is refused', async () => {
  const dataset = await read(tinyFiles());
  const without = { ...dataset, items: dataset.items.map((item) => ({ ...item, split: 'train' as const })) };
  await expect(lookAtTest({ dataset: without, model: linearCca(dataset), score: 'canonical', reach })).rejects.toMatchObject({ message: 'Looking at the test set: expected test items, the dataset has none.' });
});

test('a score that the model lacks is refused', async () => {
  const dataset = await read(tinyFiles());
  await expect(lookAtTest({ dataset, model: linearCca(dataset), score: 'semantic', reach })).rejects.toThrow(RangeError);
});
