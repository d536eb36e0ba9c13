/** Classes of the pairs that stay. */
import type { Column } from '../columns/column';
import { interpretLabels, type LabelColumn } from '../layouts/labelReading';
import type { Mapping } from '../layouts/mapping';
import type { Split } from '../manifest';
import { classesOf, countRows, isMultiLabel, selectLabels, type ItemLabels } from '../../retrieval/labels';
import { keptRows, type KeptPairs, type PairPart } from './keptPairs';
import type { CheckReport, Finding } from './report';
import { splitNames } from './splitNames';
import type { Steps } from './steps';

const BLOCK = 4096;

export interface PairClasses {
  names: string[];
  values: ItemLabels;
  /** What the first class is counted from in the files; null where classes are not numbered. */
  base: number | null;
}

async function readPart(part: PairPart, labels: Column, steps: Steps): Promise<LabelColumn> {
  const { rows } = part.columns;
  const dims = labels.kind === 'numbers' ? labels.dims : 1;
  const texts: string[] = [];
  const numbers = new Float64Array(labels.kind === 'numbers' ? rows * dims : 0);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    const values = await labels.readRows(start, end);
    if (Array.isArray(values)) for (const text of values) texts.push(text);
    else numbers.set(values, start * dims);
    await steps.took(end - start);
  }
  return { values: labels.kind === 'numbers' ? numbers : texts, dims };
}

/** A part without classes, written as the others are. */
function missingPart({ columns }: PairPart, { kind, ...labels }: Column): LabelColumn {
  const dims = 'dims' in labels ? labels.dims : 1;
  return { values: kind === 'texts' ? Array.from({ length: columns.rows }, () => '') : new Float64Array(columns.rows * dims).fill(NaN), dims };
}

/** null where the files give no classes. Throws BundleError for columns that are none. */
export async function readClasses(pairs: KeptPairs, { labels, classNames }: Mapping, steps: Steps): Promise<{ classes: PairClasses | null; findings: Finding[] }> {
  const given = pairs.parts.map(({ columns }) => columns.labels).find((column) => column !== null);
  if (!given) return { classes: null, findings: [] };
  const columns: LabelColumn[] = [];
  for (const part of pairs.parts) columns.push(part.columns.labels ? await readPart(part, part.columns.labels, steps) : missingPart(part, given));
  const { values, names, reading, findings } = interpretLabels(columns, labels, classNames);
  if (values === null) return { classes: null, findings };
  return { classes: { names: names.map((name, label) => name.trim() || `class ${label + 1}`), values: selectLabels(values, keptRows(pairs)), base: reading.kind === 'index' ? reading.base : null }, findings };
}

type Counts = NonNullable<CheckReport['classes']>['counts'];

/** Pairs of each class by split. */
export function countClasses({ names, values }: PairClasses, splits: Uint8Array): { counts: Counts; without: number } {
  const counts = names.map((name) => ({ name, train: 0, val: 0, test: 0 }));
  let without = 0;
  for (let row = 0; row < splits.length; row++) {
    const own = classesOf(values, row);
    if (own.length === 0) without++;
    for (const label of own) counts[label]![splitNames[splits[row]!]!]++;
  }
  return { counts, without };
}

function withClasses(values: ItemLabels, used: number[]): ItemLabels {
  const rows = countRows(values);
  const marks = new Uint8Array(rows * used.length);
  for (let row = 0; row < rows; row++) {
    const own = classesOf(values, row);
    used.forEach((label, column) => (marks[row * used.length + column] = Number(own.includes(label))));
  }
  return { values: marks, classes: used.length };
}

/** Numbers of the classes that stay, where every row has one of them. */
function renumbered(values: Int32Array, used: number[]): Int32Array | null {
  const numbers = new Map(used.map((label, number) => [label, number]));
  const labels = values.map((label) => numbers.get(label) ?? -1);
  return labels.includes(-1) ? null : labels;
}

/** Splits that have pairs, but none with a class: neither trained nor judged by classes. */
function splitsWithout({ counts }: { counts: Counts }, splits: Uint8Array): Split[] {
  return splitNames.filter((split, number) => splits.includes(number) && counts.every((count) => count[split] === 0));
}

export interface TrainedClasses {
  /** null: the dataset goes without. */
  classes: PairClasses | null;
  /** Names of the classes that no training pair has. */
  dropped: string[];
  /** Why it goes without. */
  reason: string | null;
}

/** Without the classes that no training pair has; pairs that had only such a class have none. */
export function trainedClasses(classes: PairClasses, splits: Uint8Array): TrainedClasses {
  const { counts } = countClasses(classes, splits);
  const used = counts.flatMap(({ train }, label) => (train > 0 ? [label] : []));
  const dropped = counts.filter(({ train }) => train === 0).map(({ name }) => name);
  if (used.length < 2) return { classes: null, dropped, reason: used.length === 0 ? 'no training pair has a class' : 'all training pairs with a class have the same one' };
  const [empty] = splitsWithout({ counts: counts.filter(({ train }) => train > 0) }, splits);
  if (empty) return { classes: null, dropped, reason: `no ${empty} pair has a class that training pairs have` };
  if (dropped.length === 0) return { classes, dropped, reason: null };
  const values = (isMultiLabel(classes.values) ? null : renumbered(classes.values, used)) ?? withClasses(classes.values, used);
  return { classes: { ...classes, names: used.map((label) => classes.names[label]!), values }, dropped, reason: null };
}
