import { expect, test } from 'vitest';
import { hubWords } from './words';

const gallery = new Int32Array(200);

test('a gallery with hubs is told as such, beside what a lot would give', () => {
  expect(hubWords('i2t', { gallery, depth: 10, hubness: { skewness: 2.345, never: 50, chance: { skewness: 0.31, never: 0.007 } } })).toEqual([
    'Skewness 2.35: a few texts crowd into the answers of many queries; first answers drawn by lot have 0.31.',
    '50 of 200 texts (25 %) are never among the first 10; by lot it would be about 0.',
  ]);
});

test('an even one too, and one where all are found', () => {
  expect(hubWords('t2i', { gallery, depth: 10, hubness: { skewness: 0.2, never: 0, chance: { skewness: 0.31, never: 0 } } })[0]).toContain('images are found about equally often');
  expect(hubWords('t2i', { gallery, depth: 200, hubness: { skewness: null, never: 0, chance: { skewness: null, never: 0 } } })).toEqual(['All images are found equally often.']);
});
