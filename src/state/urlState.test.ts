import { expect, test } from 'vitest';
import { formatHash, initialUrlState, parseHash, type UrlState } from './urlState';

test('an empty address is the training place with everything left to choose', () => {
  expect(parseHash('')).toEqual(initialUrlState);
  expect(formatHash(initialUrlState)).toBe('#/train');
});

test('what is written is read back', () => {
  const states: UrlState[] = [
    { ...initialUrlState, place: 'search', query: [{ kind: 'item', modality: 'image', row: 12, weight: 1 }], score: 'fused', gallery: 'all', model: 'cca' },
    { ...initialUrlState, place: 'search', query: [{ kind: 'words', text: 'a&b=c #1 é, d', weight: 1 }], target: 'both', classes: [0, 12], fold: false, layout: 'list' },
    { ...initialUrlState, place: 'search', query: [{ kind: 'own', modality: 'text', row: 3, weight: 1 }, { kind: 'own', modality: 'image', row: 0, weight: -0.5 }], gallery: 'own', show: 'mine' },
    { ...initialUrlState, place: 'search', show: 'test', order: 'best', cell: { direction: 't2i', query: 3, found: 12 } },
    { ...initialUrlState, place: 'evaluate', methods: ['alscor', 'alscor-no-adversary', 'cca'], seeds: 10 },
    { ...initialUrlState, place: 'evaluate', methods: [] },
    { ...initialUrlState, place: 'search', query: [{ kind: 'item', modality: 'text', row: 3, weight: 1 }], dataset: '3f2a9b01c4d5' },
  ];
  for (const state of states) expect(parseHash(formatHash(state))).toEqual(state);
});

test('a list of methods reads as one', () => {
  expect(formatHash({ ...initialUrlState, place: 'evaluate', methods: ['alscor', 'cca'], seeds: 5 })).toBe('#/evaluate?methods=alscor,cca&seeds=5');
});

test('values that do not exist fall back to the defaults', () => {
  expect(parseHash('#/nowhere?dir=x&item=-1&score=best&gallery=none&model=gpt&seeds=11&dataset=../a')).toEqual(initialUrlState);
  expect(parseHash('#/evaluate?methods=cca,<b>,sm').methods).toEqual(['cca', 'sm']);
});

test('how curves are drawn is in the address, and read back', () => {
  const state: UrlState = { ...initialUrlState, x: 'time', logX: true, log: ['total', 'adversary'], smoothing: 0.6 };
  expect(formatHash(state)).toBe('#/train?x=time&logx=1&log=total,adversary&smoothing=0.6');
  expect(parseHash(formatHash(state))).toEqual(state);
  for (const smoothing of [0, 0.01, 0.99]) expect(parseHash(formatHash({ ...initialUrlState, smoothing })).smoothing).toBe(smoothing);
});

test('what curves cannot be drawn by falls back to the defaults', () => {
  expect(parseHash('#/train?x=hour&logx=yes&smoothing=1')).toEqual(initialUrlState);
  for (const smoothing of ['', '-0.1', '1.5', 'NaN', 'strong']) expect(parseHash(`#/train?smoothing=${smoothing}`).smoothing).toBeNull();
  expect(parseHash('#/train?log=total,<b>,Loss 2,validation').log).toEqual(['total', 'validation']);
});

test('a query of several parts is read back with its weights; one of a single part is named shortly', () => {
  const query: UrlState['query'] = [
    { kind: 'item', modality: 'image', row: 7, weight: 1 },
    { kind: 'words', text: '2*b: c&d', weight: -0.5 },
    { kind: 'item', modality: 'text', row: 0, weight: 2 },
  ];
  const state: UrlState = { ...initialUrlState, place: 'search', query, model: 'alscor', beside: 'cca' };
  expect(parseHash(formatHash(state))).toEqual(state);
  expect(formatHash({ ...initialUrlState, place: 'search', query: [{ kind: 'item', modality: 'text', row: 7, weight: 1 }] })).toBe('#/search?dir=t2i&item=7');
  expect(formatHash({ ...initialUrlState, place: 'search', query: [{ kind: 'words', text: 'red fruit', weight: 1 }] })).toBe('#/search?words=red+fruit');
  expect(formatHash({ ...initialUrlState, place: 'search', query: [{ kind: 'item', modality: 'image', row: 7, weight: -1 }] })).toBe('#/search?part=-1*image:7');
});

test('parts and models that cannot be are left out', () => {
  expect(parseHash('#/search?part=image:x&part=sound:3&part=image:4').query).toEqual([{ kind: 'item', modality: 'image', row: 4, weight: 1 }]);
  expect(parseHash('#/search?model=run:../a&beside=x&classes=1,x,-2')).toEqual({ ...initialUrlState, place: 'search', classes: [1] });
});
