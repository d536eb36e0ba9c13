import type { Comparison } from '../../comparison/comparison';
import { furtherMeasures, map, type Shown } from '../../comparison/measures';
import { cellOf, chosenWords, comparisonRows, meanSeconds } from '../../comparison/summary';
import { toCsv } from '../parts/csv';

const measures = [map, ...furtherMeasures];
const directions: Shown[] = ['mean', 'i2t', 't2i'];

/** One line for each method, score and direction; p belongs to both directions together and stands beside their mean. */
export function comparisonCsv(comparison: Comparison): string {
  const header = ['method', 'label', 'group', 'score', 'direction', 'seeds', ...measures.flatMap(({ key }) => [`${key}_mean`, `${key}_std`]), 'p', 'p_holm', 'against', 'chosen', 'seconds'];
  const lines = comparisonRows(comparison).flatMap((row) =>
    directions.map((shown) => {
      const { method, score, fits, test } = row;
      const numbers = measures.flatMap((measure) => {
        const { mean, std } = cellOf(row, { measure, shown });
        return Number.isNaN(mean) ? [null, null] : [mean, std];
      });
      const tested = shown === 'mean' ? test : null;
      return [method.name, method.label, method.group, score, shown, fits.length, ...numbers, tested?.p, tested?.corrected, tested?.against, chosenWords(fits), meanSeconds(fits)];
    }),
  );
  return toCsv(header, lines);
}
