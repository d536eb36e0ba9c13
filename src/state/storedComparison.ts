/** Whether something from the browser's storage is a comparison as this version of the page writes it. */
import { configFields } from '../alscor/config';
import type { Comparison } from '../comparison/comparison';
import { hasShape, type Shape } from './shape';

const metrics: Shape = {
  map: 'number', map50: 'number', map50Capped: 'number', medianRank: 'number', ndcg10: 'number',
  recall: { 1: 'number', 5: 'number', 10: 'number' },
  precisionRecall: ['number'],
  perClass: ['number'],
};

const shape: Shape = {
  startedAt: 'string',
  environment: { backend: 'string', host: 'string' },
  setting: {
    dataset: { name: 'string', pairs: 'number', classes: 'number', dims: { image: 'number', text: 'number' }, encoders: 'object', views: 'number' },
    split: { train: 'number', validation: 'number', test: 'number' },
    methods: [{ name: 'string', label: 'string', group: 'string', source: 'string', hyperparameters: 'object' }],
    seeds: ['number'],
    config: Object.fromEntries(configFields.map(({ key, kind }) => [key, kind === 'choice' ? 'string' : 'number'])),
    chance: 'number',
    withoutRelevant: 'number',
  },
  fits: [{ method: 'string', seed: 'number', headline: 'string', chosen: 'string', seconds: 'number', scores: { '*': { i2t: metrics, t2i: metrics } } }],
  failures: [{ method: 'string', seed: 'number', message: 'string' }],
  tests: [{ method: 'string', score: 'string', against: 'string', seeds: ['number'], queries: 'number', difference: 'number', p: 'number', corrected: 'number' }],
};

export function isComparison(value: unknown): value is Comparison {
  return hasShape(value, shape);
}
