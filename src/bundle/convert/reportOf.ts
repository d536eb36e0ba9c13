/** The report of a conversion, from what its steps found. */
import type { OpenedFile } from '../columns/column';
import type { Mapping } from '../layouts/mapping';
import { PICTURE_LIST } from '../layouts/pictureNames';
import { countClasses, type PairClasses, type TrainedClasses } from './classes';
import { classFindings, featureFindings, itemFindings, layoutFindings, leakFindings, pictureFindings, splitFindings } from './findings';
import type { ItemFacts } from './itemLines';
import type { KeptPairs } from './keptPairs';
import type { PictureShelf } from './pictures';
import type { CheckReport, FeatureCheck, Finding } from './report';
import { splitNames } from './splitNames';
import type { PairSplits } from './splits';

export interface Found {
  opened: OpenedFile[];
  files: { path: string; size: number }[];
  mapping: Mapping;
  pairs: KeptPairs;
  image: FeatureCheck;
  text: FeatureCheck;
  rounded: { image: boolean; text: boolean };
  /** null: none were given. */
  trained: TrainedClasses | null;
  splits: PairSplits;
  leaks: CheckReport['leaks'];
  items: ItemFacts;
  shelf: PictureShelf;
  /** Of the readers of classes, and of the makers. */
  findings: Finding[];
}

function filesOf({ opened, files }: Found): CheckReport['files'] {
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  return opened.filter(({ path }) => path !== PICTURE_LIST).map(({ path, format }) => ({ path, format, bytes: sizes.get(path) ?? 0 }));
}

function splitsOf({ splits }: Found): CheckReport['splits'] {
  const counts = { train: 0, val: 0, test: 0, made: splits.made.length > 0 };
  for (const split of splits.values) counts[splitNames[split]!]++;
  return counts;
}

function classesIn(classes: PairClasses | null, splits: Uint8Array): CheckReport['classes'] {
  if (!classes) return null;
  return { kind: classes.values instanceof Int32Array ? 'index' : 'multihot', base: classes.base, ...countClasses(classes, splits) };
}

function findingsOf(found: Found, splits: CheckReport['splits'], classes: CheckReport['classes']): Finding[] {
  const { opened, mapping, pairs, image, text, rounded, trained, leaks, items, shelf } = found;
  return [
    ...layoutFindings(opened, mapping, pairs.count, pairs.images),
    ...splitFindings(found.splits, mapping, splits, trained !== null),
    ...(trained ? classFindings(trained, classes) : [{ kind: 'understood' as const, text: 'The files give no classes: only methods that learn from the pairs alone can be trained.' }]),
    ...found.findings,
    ...pictureFindings(shelf),
    ...featureFindings('Image', image, rounded.image),
    ...featureFindings('Text', text, rounded.text),
    ...leakFindings(leaks),
    ...itemFindings(items, mapping.parts.some(({ roles }) => roles.id !== undefined)),
  ];
}

export function reportOf(found: Found): CheckReport {
  const { mapping, pairs, image, text, items, leaks } = found;
  const splits = splitsOf(found);
  const classes = classesIn(found.trained?.classes ?? null, found.splits.values);
  return {
    layout: mapping.layout,
    files: filesOf(found),
    pairs: pairs.count,
    images: pairs.images,
    image, text, classes, splits, leaks,
    captions: { given: items.captions.given, empty: items.captions.empty, perImage: pairs.count / pairs.images },
    memoryBytes: 4 * pairs.count * (image.dims + text.dims),
    findings: findingsOf(found, splits, classes),
  };
}
