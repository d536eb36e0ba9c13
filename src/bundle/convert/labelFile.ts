import { countRows, isMultiLabel } from '../../retrieval/labels';
import type { LabelFile } from '../manifest';
import type { PairClasses } from './classes';
import { NpyFile } from './npyFile';
import type { BundleSink } from './sink';

/** labels.npy: int32 [pairs], or uint8 [pairs, classes]. Its entry of the manifest, and its bytes. */
export async function writeLabels(sink: BundleSink, { names, values }: PairClasses): Promise<{ entry: LabelFile; bytes: number }> {
  const several = isMultiLabel(values);
  const file = await NpyFile.create(sink, 'labels.npy', several ? '|u1' : '<i4', several ? [names.length] : []);
  await file.append(several ? values.values : values, countRows(values));
  return { entry: { path: 'labels.npy', kind: several ? 'multihot' : 'index', names }, bytes: await file.finish() };
}
