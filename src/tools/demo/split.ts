/** Which items are for training and which for the test. */
import { shuffled, streamKey } from '../../math/random';

const SEED = 20;
const TEST_SHARE = 0.2;

/** Test items of each class: a fifth, by largest remainder, so that they sum up to a fifth of all. */
export function testSizes(classSizes: number[]): number[] {
  const total = classSizes.reduce((sum, size) => sum + size, 0);
  const sizes = classSizes.map((size) => Math.floor(size * TEST_SHARE));
  const remainder = (c: number): number => (classSizes[c]! * TEST_SHARE) % 1;
  const order = classSizes.map((_, c) => c).sort((a, b) => remainder(b) - remainder(a) || a - b);
  const missing = Math.ceil(total * TEST_SHARE) - sizes.reduce((sum, size) => sum + size, 0);
  for (const c of order.slice(0, missing)) sizes[c] = sizes[c]! + 1;
  return sizes;
}

/** "train" or "test" of each item: stratified by class, the same at every run. */
export function splitByClass(classes: number[], classCount: number): ('train' | 'test')[] {
  const members = Array.from({ length: classCount }, (_, c) => classes.flatMap((value, item) => (value === c ? [item] : [])));
  const sizes = testSizes(members.map((items) => items.length));
  const test = new Set(members.flatMap((items, c) => Array.from(shuffled(Int32Array.from(items), streamKey(SEED, c)).slice(0, sizes[c]))));
  return classes.map((_, item) => (test.has(item) ? 'test' : 'train'));
}
