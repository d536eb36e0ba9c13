import { describe, expect, test } from 'vitest';
import { tinyFiles } from '../../bundle/fixtures/memory';
import type { Modality } from '../../retrieval/scores';
import { wasmFolder } from '../../tools/wasmFolder';
import { ask, filesOf, loadedListener, withVocabulary } from '../fixtures/listener';
import { firstCopies } from './duplicates';
import { histogram, judge } from './judge';
import { foldCopies } from './rank';

const tiny = () => loadedListener(filesOf(tinyFiles(true)), wasmFolder());

const matrix = (values: number[]) => ({ data: Float32Array.from(values), rows: values.length, dims: 1, views: ['a'], encoder: undefined });

test('rows with the same numbers are copies of the first of them', () => {
  const data = Float32Array.of(1, 2, 3, 4, 1, 2, 3, 4, 1, 2);
  expect(firstCopies({ data, rows: 5, dims: 2, views: ['a'], encoder: undefined }, 5)).toEqual(Int32Array.of(0, 1, 0, 1, 0));
});

test('items with the features of one before go with it, in each modality by themselves, and keep their ranks', () => {
  const dataset = { count: 3, image: matrix([1, 1, 2]), text: matrix([5, 6, 6]) };
  const ranking = { modalities: ['image', 'text', 'image', 'text', 'image'] as Modality[], rows: Int32Array.of(1, 2, 2, 1, 0) };
  expect(foldCopies(dataset, ranking)).toEqual([{ index: 0, copies: [0] }, { index: 1, copies: [1] }, { index: 2, copies: [] }]);
});

test('a ranking is judged by precision at several depths and over recall', () => {
  expect(judge(new Uint8Array())).toBeNull();
  // Relevant at ranks 1 and 3: AP = (1 + 2/3)/2.
  const judged = judge(Uint8Array.of(1, 0, 1, 0, 0))!;
  expect(judged.averagePrecision).toBeCloseTo(5 / 6, 12);
  expect(judged).toMatchObject({ relevant: 2, precisionAt: [{ depth: 1, value: 1 }, { depth: 5, value: 0.4 }] });
  expect(judged.precisionRecall).toHaveLength(11);
});

test('scores are counted in equal steps, the highest in the last', () => {
  const { from, to, all, relevant } = histogram(Float32Array.of(0, 0.5, 1, 1), Uint8Array.of(0, 0, 1, 0));
  expect([from, to, all[0], all[20], all[39], relevant?.[39]]).toEqual([0, 1, 1, 1, 2, 1]);
  expect(histogram(new Float32Array(), null)).toMatchObject({ from: 0, to: 0, relevant: null });
});

describe('a search', () => {
  test('of several parts scores by the weighted mean of their scores, also where one turns away', async () => {
    const { desk } = (await tiny()).session;
    const scores = async (...parts: { row: number; weight: number }[]) => {
      const query = parts.map(({ row, weight }) => ({ kind: 'item', modality: 'image', row, weight }) as const);
      const { hits } = await desk.search(ask({ query }));
      return new Map(hits.map(({ row, score }) => [row, score]));
    };
    const [first, second] = [await scores({ row: 4, weight: 1 }), await scores({ row: 5, weight: 1 })];
    const mixed = await scores({ row: 4, weight: 2 }, { row: 5, weight: -1 });
    for (const [row, score] of mixed) expect(score).toBeCloseTo((2 * first.get(row)! - second.get(row)!) / 3, 5);
    expect(mixed.size).toBe(12);
  });

  test('in both modalities ranks images and texts by their own scores', async () => {
    const { desk } = (await tiny()).session;
    const [texts, images, both] = [await desk.search(ask({})), await desk.search(ask({ target: 'image' })), await desk.search(ask({ target: 'both' }))];
    const expected = [...images.hits, ...texts.hits].sort((a, b) => b.score - a.score);
    expect(both.hits.map(({ score }) => score)).toEqual(expected.map(({ score }) => score));
    expect(both.hits.map(({ rank }) => rank)).toEqual(expected.map((_, i) => i + 1));
  });

  test('goes on where the page before ended, and its classes can be chosen', async () => {
    const { desk } = (await tiny()).session;
    const all = await desk.search(ask({}));
    const next = await desk.search(ask({ offset: 5, limit: 3 }));
    expect(next.hits).toEqual(all.hits.slice(5, 8));
    expect(next.total).toBe(12);
    const bees = await desk.search(ask({ classes: [1] }));
    expect(bees.hits.map(({ row }) => row % 3)).toEqual([1, 1, 1, 1]);
  });

  test('of nothing is refused', async () => {
    const { desk } = (await tiny()).session;
    await expect(desk.search(ask({ query: [] }))).rejects.toMatchObject({ name: 'QueryError', message: expect.stringContaining('got nothing') });
  });

  test('tells the ranks by another model, which are its own', async () => {
    const { desk } = (await tiny()).session;
    const { hits } = await desk.search(ask({ beside: 'cca', offset: 2, limit: 4 }));
    expect(hits.map(({ rank, rankBeside }) => rankBeside! - rank)).toEqual([0, 0, 0, 0]);
    expect((await desk.search(ask({}))).hits.every(({ rankBeside }) => rankBeside === null)).toBe(true);
    await expect(desk.search(ask({ beside: 'alscor' }))).rejects.toThrow('expected a fitted model');
  });

  test('is explained by the words that caption and query share, and those that lie near both; linear CCA has no classes to tell', async () => {
    const { desk } = (await loadedListener(await withVocabulary(), wasmFolder())).session;
    const request = ask({ query: [{ kind: 'words', text: 'the Cat', weight: 1 }], target: 'image' });
    const [hit] = (await desk.search(request)).hits;
    const { near, ...rest } = await desk.explain({ request, found: { kind: 'item', modality: hit!.modality, row: hit!.row } });
    expect(rest).toEqual({ classes: null, shared: ['cat'] });
    expect(near!.map(({ word }) => word).toSorted()).toEqual(['ant', 'bee', 'cat']);
    expect(near![0]).toEqual({ word: 'cat', query: expect.closeTo(1, 5), hit: expect.closeTo(hit!.score, 5) });
    const both = near!.map(({ query, hit: other }) => Math.max(0, query) * Math.max(0, other));
    expect(both).toEqual(both.toSorted((a, b) => b - a));
    const own = ask({ query: [{ kind: 'item', modality: 'image', row: 4, weight: 1 }] });
    const { shared } = await desk.explain({ request: own, found: { kind: 'item', modality: 'text', row: 4 } });
    expect(shared.length).toBeGreaterThan(0);
  });
});
