import { beforeEach, expect, test, vi } from 'vitest';
import type { Hit, SearchRequest, SearchResult } from '../worker/protocol';
import { useSearch } from './search';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));

const request = (row: number): SearchRequest => ({
  query: [{ kind: 'item', modality: 'image', row, weight: 1 }], target: 'text', score: 'canonical', gallery: 'test', classes: [], fold: true, model: 'cca', offset: 0, limit: 24,
});
const hit = (row: number): Hit => ({ modality: 'text', row, own: null, score: 1, rank: 1, relevant: true, copies: [], rankBeside: null });
const answer = (row: number): SearchResult => ({
  hits: [hit(row)],
  total: 3,
  gallerySize: 3,
  judgement: null,
  histogram: { from: 0, to: 0, all: [], relevant: null },
  score: 'canonical',
  model: { key: 'cca', kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null },
  words: [],
  elapsedMs: 1,
});

let open: ((result: SearchResult) => void)[] = [];

beforeEach(() => {
  open = [];
  vi.mocked(call).mockReset();
  vi.mocked(call).mockImplementation(() => new Promise((resolve) => void open.push(resolve as (result: SearchResult) => void)));
  useSearch.getState().clear();
});

test('while one answer is awaited only the newest request is sent, and the older answer is dropped', async () => {
  for (const row of [1, 2, 3]) useSearch.getState().search(request(row));
  expect(open).toHaveLength(1);
  open[0]!(answer(1));
  await vi.waitFor(() => expect(open).toHaveLength(2));
  expect(useSearch.getState().result).toBeNull();
  open[1]!(answer(3));
  await vi.waitFor(() => expect(useSearch.getState().pending).toBe(false));
  expect(useSearch.getState().answered?.query).toMatchObject([{ row: 3 }]);
});

test('an answer about a dataset that is gone is dropped', async () => {
  useSearch.getState().search(request(1));
  useSearch.getState().clear();
  open[0]!(answer(1));
  await vi.waitFor(() => expect(useSearch.getState().pending).toBe(false));
  expect(useSearch.getState().result).toBeNull();
});

test('the next page joins the hits; the same request again asks for as many as are shown', async () => {
  useSearch.getState().search(request(1));
  open[0]!(answer(1));
  await vi.waitFor(() => expect(useSearch.getState().pending).toBe(false));
  const paged = useSearch.getState().more();
  expect(vi.mocked(call).mock.lastCall).toMatchObject(['search', { offset: 1, limit: 48 }]);
  open[1]!({ ...answer(2), hits: [hit(2), hit(3)] });
  await paged;
  expect(useSearch.getState().hits.map(({ row }) => row)).toEqual([1, 2, 3]);
  await useSearch.getState().more();
  expect(open).toHaveLength(2);
  useSearch.getState().search({ ...request(1), limit: 2 });
  expect(vi.mocked(call).mock.lastCall).toMatchObject(['search', { offset: 0, limit: 3 }]);
});
