import { expect, test, vi } from 'vitest';
import type { Hit, SearchRequest, SearchResult } from '../worker/protocol';
import { besideRequests, pickBeside, withRanksOf } from './besides';
import { createNewest } from './newest';
import { runOf } from './fixtures/runs';
import { asksItems, epochRequest, pickRun, shownEpoch } from './history';

vi.mock('./trainer', () => ({ call: vi.fn() }));

const request: SearchRequest = { query: [{ kind: 'item', modality: 'image', row: 4, weight: 1 }], target: 'text', score: 'semantic', gallery: 'test', classes: [], fold: true, model: 'alscor', beside: 'cca', offset: 24, limit: 24 };
const model = (key: string, scores: ('semantic' | 'canonical')[]) => ({ key, kind: 'method' as const, label: key, epoch: null, runId: null, scores, fusedWeight: null, preprocessing: null });

test('the newest epoch is shown until one was chosen; a dropped one gives way to that before it', () => {
  expect(shownEpoch([2, 4, 6, 7], null)).toBe(7);
  expect([shownEpoch([2, 4, 6, 7], 4), shownEpoch([2, 4, 6, 7], 5), shownEpoch([2, 4, 6, 7], 1), shownEpoch([], 3)]).toEqual([4, 4, 2, null]);
});

test('an epoch is asked with the ranks of the one before, the first alone', () => {
  expect(epochRequest(request, 'fused', 'a', [2, 4, 7], 7)).toMatchObject({ score: 'fused', model: 'run:a@7', beside: 'run:a@4', offset: 0, limit: 12 });
  expect('beside' in epochRequest(request, null, 'a', [2, 4, 7], 2)).toBe(false);
});

test('words and pictures cannot be asked of an epoch', () => {
  expect(asksItems(request.query)).toBe(true);
  expect(asksItems([...request.query, { kind: 'words', text: 'red', weight: 1 }])).toBe(false);
});

test('the chosen run is looked through, else the present one, the one that answers, the newest', () => {
  const runs = [runOf('new'), runOf('old')];
  expect([pickRun(runs, 'old', 'new', null), pickRun(runs, 'gone', 'old', null), pickRun(runs, null, null, { runId: 'old' }), pickRun(runs, null, 'gone', null), pickRun([], 'a', 'b', null)]).toEqual(['old', 'old', 'old', 'new', null]);
});

test('each side is asked by a score that it has, with the ranks of the other', () => {
  const [first, second] = besideRequests(request, [model('alscor', ['semantic', 'canonical']), { ...model('cca', ['canonical']), kind: 'cca' }], null);
  expect([first, second]).toMatchObject([{ model: 'alscor', score: 'semantic', beside: 'cca', besideScore: 'canonical' }, { model: 'cca', score: 'canonical', beside: 'alscor', besideScore: 'semantic' }]);
});

test('where own items are searched a hit moves as far as the other’s list goes', () => {
  const hit = (row: number, rank: number, own: Hit['own'] = null): Hit => ({ modality: 'image', row, own, rank, rankBeside: null, score: 0, relevant: null, copies: [] });
  const result = (...hits: Hit[]): SearchResult => ({ hits, total: 9, gallerySize: 9, judgement: null, histogram: null, words: [], score: 'canonical', model: model('cca', ['canonical']), elapsedMs: 0 });
  const own = { id: 'a', caption: '', picture: null };
  const { hits } = withRanksOf(result(hit(3, 1, own), hit(3, 2), hit(5, 3)), result(hit(3, 1), hit(3, 4, own)));
  expect(hits.map(({ rankBeside }) => rankBeside)).toEqual([4, 1, null]);
});

test('without a choice the trained model stands beside the other; a chosen one that is not there yet is waited for', () => {
  const [cca, alscor] = [model('cca', ['canonical']), model('alscor', ['semantic'])];
  expect([pickBeside([cca, alscor], cca, null)?.key, pickBeside([cca, alscor], alscor, null)?.key, pickBeside([cca, alscor], alscor, 'alscor')?.key]).toEqual(['alscor', 'cca', 'cca']);
  expect([pickBeside([cca, alscor], alscor, 'method:sm'), pickBeside([cca], cca, null)]).toEqual([null, null]);
});

test('of several questions while one is answered only the newest is asked, and its answer shown', async () => {
  const asked: number[] = [];
  const store = createNewest(async (question: number) => {
    asked.push(question);
    await Promise.resolve();
    if (question === 3) throw new Error('no three');
    return 10 * question;
  });
  for (const question of [1, 2, 4]) store.getState().ask(question);
  await vi.waitFor(() => expect(store.getState().pending).toBe(false));
  expect([asked, store.getState().answer]).toEqual([[1, 4], 40]);
  store.getState().ask(3);
  await vi.waitFor(() => expect(store.getState().pending).toBe(false));
  expect(store.getState()).toMatchObject({ answer: null, problem: { message: 'no three' } });
});
