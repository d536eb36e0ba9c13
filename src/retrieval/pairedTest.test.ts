import { describe, expect, it, test } from 'vitest';
import { normal, streamKey } from '../math/random';
import { disagreements } from './fixtures/agreement';
import { holm, signFlipTest } from './pairedTest';

const noise = (count: number, seed: number, shift = 0) => Array.from({ length: count }, (_, i) => shift + normal(streamKey(seed), i));

describe('the sign-flip test', () => {
  it('takes every flip of a few differences', () => {
    // Sums of ±1 ±2 ±3: 6, 4, 2, 0 and their negatives; |t| = 6 is reached by two of eight.
    expect(signFlipTest([1, 2, 3])).toEqual({ difference: 2, p: 2 / 8, pairs: 3 });
    // t = 1 + 2 - 3 = 0: every flip reaches it.
    expect(signFlipTest([1, 2, -3])).toEqual({ difference: 0, p: 1, pairs: 3 });
    // t = -1 + 2 + 3 = 4: 6, 4, -4 and -6 reach it.
    expect(signFlipTest([-1, 2, 3]).p).toBe(4 / 8);
    expect(signFlipTest(Array(10).fill(0.1))).toMatchObject({ p: 2 / 1024, pairs: 10 });
  });

  it('counts flips that equal t in exact numbers though their sums round otherwise', () => {
    // 0.1 + 0.2 + 0.3 adds up to another float in another order; of the eight flips again two reach it.
    for (const order of [[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.3, 0.1]]) expect(signFlipTest(order).p).toBe(2 / 8);
    // ±0.1 ±0.2 against ±0.3: t = 0.1 + 0.2 - 0.3 is 0 but for rounding, so nothing is less extreme.
    expect(signFlipTest([0.1, 0.2, -0.3]).p).toBe(1);
  });

  it('finds nothing between two systems that are alike', () => {
    expect(signFlipTest(Array(300).fill(0))).toEqual({ difference: 0, p: 1, pairs: 300 });
    const balanced = noise(100, 1).flatMap((value) => [value, -value]);
    expect(signFlipTest(balanced).p).toBeGreaterThan(0.99);
  });

  it('is sure of a difference that every query has, to the last draw', () => {
    expect(signFlipTest(noise(200, 2, 3))).toMatchObject({ p: 1 / 10_001, pairs: 200 });
  });

  it('has the same p for both signs, and for the same seed', () => {
    const differences = noise(60, 3, 0.2);
    const { p } = signFlipTest(differences);
    expect(signFlipTest(differences.map((value) => -value)).p).toBe(p);
    expect(signFlipTest(differences).p).toBe(p);
    expect(Math.abs(signFlipTest(differences, 2).p - p)).toBeLessThan(0.02);
    expect(p).toBeGreaterThan(0.01);
    expect(p).toBeLessThan(0.5);
  });

  it('agrees with the exact share of all flips where both can be had', () => {
    const differences = noise(13, 4, 0.4);
    const exact = signFlipTest(differences).p;
    // A fourteenth difference too small to matter makes the test draw.
    const drawn = signFlipTest([...differences, 1e-15]).p;
    // Standard error of a share of 10,000 draws: at most 0.005.
    expect(Math.abs(drawn - exact)).toBeLessThan(0.02);
  });

  it('leaves out queries without a relevant item, and those on which both agree do not weaken it', () => {
    expect(signFlipTest([1, NaN, 2, 3, NaN])).toEqual({ difference: 2, p: 2 / 8, pairs: 3 });
    expect(signFlipTest([1, 0, 2, 0, 3])).toEqual({ difference: 6 / 5, p: 2 / 8, pairs: 5 });
    expect(signFlipTest([NaN])).toEqual({ difference: NaN, p: 1, pairs: 0 });
  });

  it('is below 5 % for about one in twenty pairs of like systems', () => {
    const found = Array.from({ length: 200 }, (_, i) => signFlipTest(noise(40, 100 + i), 1, 400).p);
    const share = found.filter((p) => p <= 0.05).length / found.length;
    // 0.05 ± 3·√(0.05·0.95/200)
    expect(Math.abs(share - 0.05)).toBeLessThan(0.047);
  });
});

describe('Holm’s correction', () => {
  test('multiplies the smallest p most, and never falls', () => {
    // Sorted .01 .02 .03 .04: 4·.01 = .04, 3·.02 = .06, 2·.03 = .06, 1·.04 raised to .06.
    expect(disagreements(holm([0.02, 0.04, 0.01, 0.03]), [0.06, 0.06, 0.04, 0.06])).toEqual([]);
    expect(holm([0.5, 0.9])).toEqual([1, 1]);
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
  });
});
