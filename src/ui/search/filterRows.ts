import type { DatasetSummary } from '../../worker/protocol';
import { classNamesOf } from '../parts/itemClasses';

type Filtered = Pick<DatasetSummary, 'items' | 'classNames' | 'labels'>;

/** Rows whose caption and classes together hold every word of the filter, test items first. */
export function filterRows(summary: Filtered, filter: string): number[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const tests: number[] = [];
  const others: number[] = [];
  summary.items.forEach(({ caption, split }, row) => {
    const text = `${caption} ${classNamesOf(summary, row).join(' ')}`.toLowerCase();
    if (words.every((word) => text.includes(word))) (split === 'test' ? tests : others).push(row);
  });
  return [...tests, ...others];
}

export function randomTestRow({ items }: Pick<DatasetSummary, 'items'>): number {
  const tests = items.flatMap(({ split }, row) => (split === 'test' ? [row] : []));
  return tests[Math.floor(Math.random() * tests.length)] ?? 0;
}
