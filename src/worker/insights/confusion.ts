/** Which classes the first answers of each class's queries have. */
import { classesOf, type ItemLabels } from '../../retrieval/labels';
import type { ClassShare, Confusion } from './types';

/** Counts of a class's queries: what they find by class, and how many they are. */
interface Row {
  queries: number;
  found: Map<number, number>;
}

function sharesOf({ queries, found }: Row, query: number): ClassShare[] {
  return [...found].map(([label, sum]) => ({ query, found: label, share: sum / queries })).sort((a, b) => a.found - b.found);
}

/**
 * A query of several classes counts in the row of each; of an answer of m classes 1/m counts in each, of one without any
 * nothing.
 * @param queries rows of the labels, int32 [queries]
 * @param top rows of the labels, int32 [queries, depth]
 */
export function confusionOf(labels: ItemLabels, classes: number, queries: Int32Array, top: Int32Array): Confusion {
  const rows: Row[] = Array.from({ length: classes }, () => ({ queries: 0, found: new Map() }));
  if (classes === 0) return { queries: [], shares: [] };
  const depth = top.length / queries.length;
  queries.forEach((query, i) => {
    const asked = classesOf(labels, query).map((label) => rows[label]!);
    for (const row of asked) row.queries++;
    for (const answer of top.subarray(i * depth, (i + 1) * depth)) {
      const found = classesOf(labels, answer);
      for (const label of found) for (const row of asked) row.found.set(label, (row.found.get(label) ?? 0) + 1 / (found.length * depth));
    }
  });
  return { queries: rows.map((row) => row.queries), shares: rows.flatMap(sharesOf) };
}
