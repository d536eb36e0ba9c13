import { shuffled, streamKey } from './random';

/** Numbers below `count`, each as likely, rising; all of them where that are no more than `wanted`. The same seed gives the same. */
export function evenSample(count: number, wanted: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return count <= wanted ? all : shuffled(all, streamKey(seed, count)).subarray(0, wanted).slice().sort();
}
