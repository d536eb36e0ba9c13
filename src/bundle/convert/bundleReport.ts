/** The check report of a bundle, which is taken as it is. */
import { isMultiLabel } from '../../retrieval/labels';
import type { Dataset, FeatureMatrix } from '../dataset';
import { countClasses, type PairClasses } from './classes';
import { classFindings, featureFindings, leakFindings } from './findings';
import { hashWords } from './hash';
import { countLeaks } from './leaks';
import type { CheckReport, FeatureCheck, Finding } from './report';
import { splitNames } from './splitNames';

const SHOWN = 10;

/** Numbers of the columns with one value only, counted from 1. */
function constantColumns({ data, rows, dims }: FeatureMatrix): number[] {
  const changing = new Uint8Array(dims);
  for (let at = dims; at < rows * dims; at++) if (data[at] !== data[at % dims]) changing[at % dims] = 1;
  return Array.from(changing.keys()).flatMap((column) => (changing[column] === 1 ? [] : [column + 1]));
}

function zeroRows({ data, rows, dims }: FeatureMatrix): number {
  let count = 0;
  for (let row = 0; row < rows; row++) if (data.subarray(row * dims, (row + 1) * dims).every((value) => value === 0)) count++;
  return count;
}

/** The reader refuses what is not finite. */
function checkFeatures(matrix: FeatureMatrix): FeatureCheck {
  const constant = constantColumns(matrix);
  return {
    rows: matrix.rows,
    dims: matrix.dims,
    dtype: { from: 'f4', to: 'f4' },
    notFinite: { rows: 0, first: [] },
    constantColumns: { count: constant.length, first: constant.slice(0, SHOWN) },
    zeroRows: zeroRows(matrix),
  };
}

/** Pairs of view 0 whose features are those of a pair in another split. */
function leaksOf({ data, dims }: FeatureMatrix, splits: Uint8Array): number {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length);
  return countLeaks(Float64Array.from(splits.keys(), (row) => hashWords(words, row * dims, (row + 1) * dims)), splits, null);
}

function classesIn({ names, values }: PairClasses, splits: Uint8Array): CheckReport['classes'] {
  if (names.length === 0) return null;
  return { kind: isMultiLabel(values) ? 'multihot' : 'index', base: null, ...countClasses({ names, values, base: null }, splits) };
}

function splitsIn(splits: Uint8Array): CheckReport['splits'] {
  const counts = { train: 0, val: 0, test: 0, made: false };
  for (const split of splits) counts[splitNames[split]!]++;
  return counts;
}

/** @param files that were dropped */
export function reportOfBundle(dataset: Dataset, files: CheckReport['files']): CheckReport {
  const { count, image, text, labels, images, items, sampledFrom } = dataset;
  const splits = Uint8Array.from(items, ({ split }) => splitNames.indexOf(split));
  const [imageCheck, textCheck] = [checkFeatures(image), checkFeatures(text)];
  const classes = classesIn({ ...labels, base: null }, splits);
  const leaks = { image: leaksOf(image, splits), text: leaksOf(text, splits) };
  const shared = images ? new Set(images).size : count;
  const empty = items.filter(({ caption }) => caption.trim() === '').length;
  const findings: Finding[] = [
    { kind: 'understood', text: `Read as a bundle of this page: ${sampledFrom ?? count} pairs.` },
    ...(sampledFrom === undefined ? [] : [{ kind: 'understood' as const, text: `Checked on a sample of ${count} pairs.` }]),
    ...(classes ? classFindings({ classes: { ...labels, base: null }, dropped: [], reason: null }, classes) : []),
    ...featureFindings('Image', imageCheck, false),
    ...featureFindings('Text', textCheck, false),
    ...leakFindings(leaks),
  ];
  return {
    layout: 'bundle', files, pairs: count, images: shared, image: imageCheck, text: textCheck, classes,
    splits: splitsIn(splits), leaks,
    captions: { given: empty < count, empty, perImage: count / shared },
    memoryBytes: 4 * (image.data.length + text.data.length),
    findings,
  };
}
