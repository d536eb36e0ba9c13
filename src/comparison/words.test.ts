import { describe, expect, it, test } from 'vitest';
import { defaultConfig, type AlscorConfig } from '../alscor/config';
import { fitOf, small } from './fixtures/small';
import type { Comparison } from './comparison';
import { protocolLines } from './howMeasured';
import { decimal, listed, plusMinus, pWords, signed } from './numbers';
import { standingOf, standingSentences } from './standing';
import { comparisonRows } from './summary';

const sentences = (comparison: Comparison) => standingSentences(comparisonRows(comparison));

describe('who is ahead', () => {
  it('is told for each score by which a compared method beats ALSCOR', () => {
    expect(sentences(small)).toEqual(['ALSCOR and ALSCOR without adversary share the highest average MAP, 0.650.', 'SM & co is ahead by cosine: 0.470 against 0.450, p = 0.030.']);
  });

  it('says where the test does not tell a lead apart, and where both have the same digits', () => {
    const unsure = { ...small, tests: small.tests.map((one) => ({ ...one, corrected: 0.3 })) };
    expect(sentences(unsure)).toContain('SM & co is ahead by cosine: 0.470 against 0.450, p = 0.300, which the test does not tell apart.');
    const level = { ...small, fits: [...small.fits.slice(0, 4), fitOf('sm', 1, '', 1, { canonical: [0.5, 0.4] })] };
    expect(sentences(level)).toContain('SM & co is level by cosine: both 0.450.');
  });

  it('says that ALSCOR is ahead of all where it is, and nothing of it where it was not compared', () => {
    const all = { ...small, fits: small.fits.slice(0, 4) };
    expect(sentences(all)).toEqual(['ALSCOR has the highest average MAP, 0.650 ± 0.028 by the semantic score.', 'By each score that both have, ALSCOR is ahead of every compared method.']);
    expect(sentences({ ...small, fits: small.fits.slice(2, 4) })).toEqual(['Linear CCA has the highest average MAP, 0.310 ± 0.000 by cosine.']);
    expect(sentences({ ...small, fits: [] })).toEqual([]);
  });

  it('is called so up to a corrected p of 5 %', () => {
    expect(standingOf({ corrected: 0.05, difference: 0.1 })).toBe('ahead');
    expect(standingOf({ corrected: 0.0001, difference: -0.1 })).toBe('behind');
    expect(standingOf({ corrected: 0.051, difference: 0.1 })).toBe('not told apart');
  });
});

describe('the protocol', () => {
  const lines = (comparison: Comparison) => Object.fromEntries(protocolLines(comparison).map(({ term, text }) => [term, text]));

  it('tells features, preprocessing, splits, members, choice, test, measures, seeds, significance, settings and machine', () => {
    const told = lines(small);
    expect(Object.keys(told)).toEqual(['Features', 'Preprocessing', 'Splits', 'Members', 'Choice', 'Test', 'MAP@all', 'Others', 'Seeds', 'Significance', 'Settings', 'Computed on']);
    expect(told.Features).toBe('Images: CNN, 12 dimensions; texts: 8 dimensions.');
    expect(told.Preprocessing).toBe('Images: as they are; texts: as they are. Nets and classifiers then standardise each column on training pairs; CCA centres it.');
    expect(told.Splits).toBe('Tiny_1: 60 pairs in 2 classes, 48 to train on and 12 to test on. Each seed draws 15 % of the training pairs of every class as validation items.');
    expect(told.Members).toContain('ALSCOR is the mean of 4 nets, each with its own start and, but for the first, validation items of its own');
    expect(told.Test).toContain('read once, at the end of each fit');
    expect(told['MAP@all']).toContain('has the query’s class');
    expect(told['MAP@all']).toContain('A random order would score 0.250.');
    expect(told.Seeds).toContain('Seeds 1 and 2');
    expect(told.Significance).toContain('over the 5 comparisons of the table');
    expect(told.Settings).toContain('ALSCOR and its ablations: the defaults.');
    expect(told['Computed on']).toBe('wasm, Node 20, 2026-11-24.');
  });

  it('tells a split of the dataset’s own, several classes and views, and changed settings', () => {
    const { setting } = small;
    const other = { ...small, setting: { ...setting, dataset: { ...setting.dataset, multiLabel: true, views: 4 }, split: { ...setting.split, validation: 6 }, seeds: [7], withoutRelevant: 2, config: { ...defaultConfig, epochs: 2, seed: 7, textPreprocessing: 'tfidf' } satisfies AlscorConfig } };
    const told = lines(other);
    expect(told.Features).toContain('Each image has 4 views: nets and classifiers learn from all, the test shows the first.');
    expect(lines({ ...other, setting: { ...other.setting, config: { ...defaultConfig, imageViews: 2 } } }).Features).toContain('learn from the first 2, the test');
    expect(told.Preprocessing).toContain('Images: as they are; texts: tf-idf, fitted on the training split, for every method.');
    expect(told.Splits).toContain('Its own 6 validation items are used.');
    expect(told['MAP@all']).toContain('shares a class with the query');
    expect(told['MAP@all']).toContain('2 test items without any class');
    expect(told.Seeds).toContain('Seed 7:');
    expect(told.Members).toContain('each with its own start. “ALSCOR with one member”');
    expect(lines({ ...small, setting: { ...setting, config: { ...defaultConfig, members: 1 } } })).not.toHaveProperty('Members');
    expect(told.Settings).toContain('the defaults but Epochs 2 (default 40).');
  });
});

test('without ALSCOR the protocol has nothing to say of it', () => {
  const others = { ...small, setting: { ...small.setting, methods: small.setting.methods.filter(({ group }) => group === 'compared') }, tests: [] };
  const told = protocolLines(others);
  expect(told.map(({ term }) => term)).not.toContain('Members');
  expect(told.map(({ term }) => term)).not.toContain('Significance');
  expect(told.find(({ term }) => term === 'Settings')?.text).toBe('As listed with each method.');
});

test('numbers are written the same everywhere', () => {
  expect([decimal(0.12345), decimal(NaN), decimal(12.34, 1), plusMinus({ mean: 0.5, std: 0.01 }), plusMinus({ mean: NaN, std: 0 })]).toEqual(['0.123', '–', '12.3', '0.500 ± 0.010', '–']);
  expect([signed(-0.0123), signed(0.0123), signed(-0.0001), signed(NaN)]).toEqual(['−0.012', '+0.012', '0.000', '–']);
  expect([pWords(0.0009), pWords(0.001), pWords(1)]).toEqual(['p < 0.001', 'p = 0.001', 'p = 1.000']);
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
