import { beforeEach, expect, test, vi } from 'vitest';
import type { SearchRequest, SearchResult } from '../worker/protocol';
import { useSearch } from './search';
import { call } from './trainer';

vi.mock('./trainer', () => ({ call: vi.fn() }));

const request = (row: number): SearchRequest => ({
  query: { kind: 'item', modality: 'image', row }, target: 'text', score: 'canonical', gallery: 'test', model: 'cca', limit: 24,
});
const answer = (row: number): SearchResult => ({
  hits: [{ row, score: 1, relevant: true }],
  gallerySize: 1,
  averagePrecision: 1,
  relevantCount: 1,
  score: 'canonical',
  model: { kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null },
  words: null,
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
  expect(useSearch.getState().answered?.query).toMatchObject({ row: 3 });
});

test('an answer about a dataset that is gone is dropped', async () => {
  useSearch.getState().search(request(1));
  useSearch.getState().clear();
  open[0]!(answer(1));
  await vi.waitFor(() => expect(useSearch.getState().pending).toBe(false));
  expect(useSearch.getState().result).toBeNull();
});
