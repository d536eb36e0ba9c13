/** Items that have the very same features. */
import type { Dataset, FeatureMatrix } from '../../bundle/dataset';
import type { Modality } from '../../retrieval/scores';

const BASE = 0x01000193;

/** FNV-1a over the bits of a row's numbers. */
function hashOf(bits: Uint32Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bits.length; i++) hash = Math.imul(hash ^ bits[i]!, BASE);
  return hash;
}

/** The first row with the same features as each row, int32 [count]; of images view 0 counts. */
export function firstCopies({ data, dims }: FeatureMatrix, count: number): Int32Array {
  const bits = new Uint32Array(data.buffer, data.byteOffset, count * dims);
  const rowOf = (row: number) => bits.subarray(row * dims, (row + 1) * dims);
  const byHash = new Map<number, number[]>();
  return Int32Array.from({ length: count }, (_, row) => {
    const own = rowOf(row);
    const hash = hashOf(own);
    const candidates = byHash.get(hash);
    const copy = candidates?.find((other) => rowOf(other).every((value, i) => value === own[i]));
    if (copy !== undefined) return copy;
    if (candidates) candidates.push(row);
    else byHash.set(hash, [row]);
    return row;
  });
}

const known = new WeakMap<FeatureMatrix, Int32Array>();

/** Found once a dataset. */
export function copiesOf(dataset: Pick<Dataset, 'count' | Modality>, modality: Modality): Int32Array {
  const features = dataset[modality];
  let copies = known.get(features);
  if (!copies) known.set(features, (copies = firstCopies(features, dataset.count)));
  return copies;
}
