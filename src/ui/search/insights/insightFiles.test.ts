import { expect, test } from 'vitest';
import type { DatasetSummary, DirectionInsights, Insights } from '../../../worker/protocol';
import { insightCsv, insightJson } from './insightFiles';

const summary: DatasetSummary = {
  name: 'Tiny', description: undefined, license: undefined, citation: undefined, count: 3, dims: { image: 2, text: 2 }, views: ['whole'], encoders: { image: undefined, text: undefined },
  classNames: ['ant', 'bee'], labels: Int32Array.of(0, 1, 1), items: ['a', 'b', 'c'].map((id) => ({ id, split: 'test', caption: `item "${id}"` })),
  images: undefined, thumbnails: undefined, vocabulary: undefined, encodesPictures: false, sampledFrom: undefined, bytes: 0, loadMs: 0,
};

const direction: DirectionInsights = {
  queries: Int32Array.of(0, 1), ap: Float64Array.of(0.75, 0.25), map: 0.5, gallery: Int32Array.of(1, 2), depth: 1, top: Int32Array.of(2, 1), found: Int32Array.of(1, 1),
  hubness: { skewness: null, never: 0, chance: { skewness: 0, never: 0.5 } },
  confusion: { queries: [1, 1], shares: [{ query: 0, found: 1, share: 1 }, { query: 1, found: 1, share: 1 }] },
};

const insights: Insights = {
  model: { key: 'cca', kind: 'cca', label: 'Linear CCA', epoch: null, runId: null, scores: ['canonical'], fusedWeight: null, preprocessing: null },
  score: 'canonical', directions: { i2t: direction, t2i: { ...direction, queries: new Int32Array(), ap: new Float64Array(), map: NaN, top: new Int32Array(), gallery: new Int32Array(), found: new Int32Array(), confusion: { queries: [0, 0], shares: [] } } }, elapsedMs: 3,
};

test('queries as CSV, the worst first, with what each found first', () => {
  expect(insightCsv('queries', { summary, insights })).toBe('direction,id,class,averagePrecision,firstFound,caption\r\ni2t,b,bee,0.25,b,"item ""b"""\r\ni2t,a,ant,0.75,c,"item ""a"""\r\n');
});

test('classes and hubs as CSV', () => {
  expect(insightCsv('classes', { summary, insights })).toBe('direction,class,found,share,queries\r\ni2t,ant,bee,1,1\r\ni2t,bee,bee,1,1\r\n');
  expect(insightCsv('hubs', { summary, insights }).split('\r\n').slice(0, 3)).toEqual(['direction,id,class,foundBy,caption', 'i2t,b,bee,1,"item ""b"""', 'i2t,c,bee,1,"item ""c"""']);
});

test('JSON names dataset, model, score and depth beside the rows', () => {
  expect(JSON.parse(insightJson('hubs', { summary, insights }))).toMatchObject({
    dataset: 'Tiny', split: 'test', model: { key: 'cca' }, score: 'canonical',
    directions: [{ direction: 'i2t', queries: 2, gallery: 2, depth: 1, hubness: { skewness: null } }, { direction: 't2i' }],
    hubs: [{ direction: 'i2t', id: 'b', foundBy: 1 }, { id: 'c' }],
  });
});
