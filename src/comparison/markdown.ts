/** The table for a README. */
import type { Comparison } from './comparison';
import { mapColumns, type Column } from './measures';
import { decimal, pWords } from './numbers';
import { standingOf } from './standing';
import { bestRows, cellOf, comparisonRows, rowLabel, type ComparisonRow } from './summary';

/** .731 */
function withoutZero(value: number): string {
  return decimal(value).replace(/^(-?)0\./, '$1.');
}

function numberCell(row: ComparisonRow, column: Column, best: boolean): string {
  const { mean, std } = cellOf(row, column);
  if (!Number.isFinite(mean)) return '–';
  const text = `${withoutZero(mean)} ± ${withoutZero(std)}`;
  return best ? `**${text}**` : text;
}

function standingCell({ test }: ComparisonRow): string {
  return test ? `${standingOf(test)}, ${pWords(test.corrected)}` : '';
}

export function comparisonMarkdown(comparison: Comparison): string {
  const rows = comparisonRows(comparison);
  const best = mapColumns.map((column) => bestRows(rows, column));
  const lines = rows.map((row, r) => {
    const label = rowLabel(row, comparison.setting).replaceAll('|', '\\|');
    return [label, row.score, ...mapColumns.map((column, c) => numberCell(row, column, best[c]![r]!)), standingCell(row)];
  });
  const chance = withoutZero(comparison.setting.chance);
  const table = [['method', 'score', 'image→text', 'text→image', 'average', 'beside ALSCOR'], Array(6).fill('---'), ...lines, ['chance', '', chance, chance, chance, '']];
  return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n') + '\n';
}
