import type { DatasetSummary } from '../../worker/protocol';

type Filtered = Pick<DatasetSummary, 'items' | 'classNames' | 'labels'>;

/** Rows whose caption or class holds every word of the filter, test items first. */
export function filterRows({ items, classNames, labels }: Filtered, filter: string): number[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const tests: number[] = [];
  const others: number[] = [];
  items.forEach(({ caption, split }, row) => {
    const text = `${caption} ${classNames[labels[row]!] ?? ''}`.toLowerCase();
    if (words.every((word) => text.includes(word))) (split === 'test' ? tests : others).push(row);
  });
  return [...tests, ...others];
}

export function randomTestRow({ items }: Pick<DatasetSummary, 'items'>): number {
  const tests = items.flatMap(({ split }, row) => (split === 'test' ? [row] : []));
  return tests[Math.floor(Math.random() * tests.length)] ?? 0;
}
