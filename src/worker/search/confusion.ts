/** Which classes the first answers of each class's queries have. */
import { classesOf, type ItemLabels } from '../../retrieval/labels';

/**
 * Mean share of class b among the first answers of the queries of class a, [classes][classes]. A query of several
 * classes counts in the row of each; of an answer of m classes 1/m counts in each column, of one without any nothing.
 * @param queries rows of the labels, int32 [queries]
 * @param top rows of the labels, int32 [queries, depth]
 * @returns NaN in the rows of classes without queries
 */
export function confusionOf(labels: ItemLabels, classes: number, queries: Int32Array, top: Int32Array): number[][] {
  const depth = top.length / queries.length;
  const sums = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  const asked = Array<number>(classes).fill(0);
  queries.forEach((query, i) => {
    const own = classesOf(labels, query);
    for (const label of own) asked[label]!++;
    for (const row of top.subarray(i * depth, (i + 1) * depth)) {
      const found = classesOf(labels, row);
      for (const other of found) for (const label of own) sums[label]![other]! += 1 / (found.length * depth);
    }
  });
  return sums.map((row, label) => row.map((sum) => sum / asked[label]!));
}
