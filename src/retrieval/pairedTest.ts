/** Is a difference between two systems more than luck of the queries? */
import { randomBits, streamKey } from '../math/random';

/** Random sign flips of a test that is not enumerated. */
export const DRAWS = 10_000;

/** Up to so many differences, all 2^n flips are taken instead of random ones. */
const MOST_ENUMERATED = 13;

export interface PairedTest {
  /** Mean of the differences. */
  difference: number;
  /** Two-sided p-value. */
  p: number;
  /** Pairs that were compared. */
  pairs: number;
}

/** Σ ±d with the signs in the bits of successive words, 32 a word. */
function flippedSum(differences: Float64Array, signs: (word: number) => number): number {
  let sum = 0;
  let bits = 0;
  for (let i = 0; i < differences.length; i++) {
    if ((i & 31) === 0) bits = signs(i >> 5);
    sum += (bits >>> (i & 31)) & 1 ? -differences[i]! : differences[i]!;
  }
  return sum;
}

/**
 * Two-sided sign-flip randomisation test (Fisher 1935; Smucker, Allan, Carterette, CIKM 2007): were both systems alike,
 * each query's difference could as well have the other sign. Of t = Σ d and t* with random signs
 *     p = (1 + #{|t*| ≥ |t|}) / (1 + draws),
 * and the exact share of all 2^n flips where at most 13 differences are not 0.
 * @param differences of each query's AP; NaN, from a query without a relevant item, is left out
 * @param seed of the signs: the same seed gives the same p
 */
export function signFlipTest(differences: readonly number[], seed = 1, draws = DRAWS): PairedTest {
  const known = differences.filter((value) => !Number.isNaN(value));
  const moving = Float64Array.from(known.filter((value) => value !== 0));
  const total = moving.reduce((sum, value) => sum + value, 0);
  // Flips whose sum is |t| in exact numbers must count whatever the rounding of their sum.
  const reach = Math.abs(total) - 1e-12 * moving.reduce((sum, value) => sum + Math.abs(value), 0);
  const exact = moving.length <= MOST_ENUMERATED;
  const flips = exact ? 2 ** moving.length : draws;
  let extreme = 0;
  for (let flip = 0; flip < flips; flip++) {
    const key = streamKey(seed, flip);
    const sum = flippedSum(moving, exact ? () => flip : (word) => randomBits(key, word));
    if (Math.abs(sum) >= reach) extreme++;
  }
  return { difference: total / known.length, p: exact ? extreme / flips : (1 + extreme) / (1 + draws), pairs: known.length };
}

/**
 * Holm's step-down correction (Scandinavian Journal of Statistics 1979): the i-th smallest of m p-values times m - i + 1,
 * never less than the one before, at most 1. Calling significant what stays below α is wrong anywhere with probability α
 * at most.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]!);
  const corrected = Array<number>(pValues.length).fill(1);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.min(1, Math.max(least, (pValues.length - rank) * pValues[index]!));
    corrected[index] = least;
  });
  return corrected;
}
