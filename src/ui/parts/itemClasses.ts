import type { DatasetSummary } from '../../worker/protocol';

type Labelled = Pick<DatasetSummary, 'classNames' | 'labels'>;

/** Names of the classes of an item, none where it has none. */
export function classNamesOf({ classNames, labels }: Labelled, row: number): string[] {
  if (classNames.length === 0) return [];
  if (labels instanceof Int32Array) return [classNames[labels[row]!]!];
  return classNames.filter((_, label) => labels.values[row * labels.classes + label] === 1);
}

/** False where the dataset has no classes. */
export function itemHasClass({ classNames, labels }: Labelled, row: number, label: number): boolean {
  if (classNames.length === 0) return false;
  return labels instanceof Int32Array ? labels[row] === label : labels.values[row * labels.classes + label] === 1;
}

export function classLine(summary: Labelled, row: number): string {
  return classNamesOf(summary, row).join(', ') || 'no class';
}

/** Items of each class, an item of several in each of them, and items without any. */
export function countClasses({ classNames, labels }: Labelled): { counts: number[]; without: number } {
  const counts = classNames.map(() => 0);
  if (classNames.length === 0) return { counts, without: 0 };
  if (labels instanceof Int32Array) {
    for (const label of labels) counts[label]!++;
    return { counts, without: 0 };
  }
  const { values, classes } = labels;
  let without = 0;
  for (let start = 0; start < values.length; start += classes) {
    const own = values.subarray(start, start + classes);
    own.forEach((mark, label) => (counts[label]! += mark));
    if (!own.includes(1)) without++;
  }
  return { counts, without };
}
