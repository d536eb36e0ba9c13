/** The table for a paper. */
import type { Comparison } from './comparison';
import { mapColumns } from './measures';
import { decimal, listed } from './numbers';
import { bestRows, cellOf, comparisonRows, rowLabel, type ComparisonRow } from './summary';

const escapes: Record<string, string> = { '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}', '−': '$-$', '→': '$\\to$', '±': '$\\pm$', 'β': '$\\beta$', 'α': '$\\alpha$', 'γ': '$\\gamma$' };

/** Text with every character that LaTeX would read as a command escaped. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\~^−→±αβγ&%$#_{}]/g, (character) => escapes[character] ?? `\\${character}`);
}

function numberCell(row: ComparisonRow, column: (typeof mapColumns)[number], best: boolean): string {
  const { mean, std } = cellOf(row, column);
  if (!Number.isFinite(mean)) return '--';
  const value = decimal(mean, column.measure.digits);
  return `$${best ? `\\mathbf{${value}}` : value} \\pm ${decimal(std, column.measure.digits)}$`;
}

function pCell({ test }: ComparisonRow): string {
  if (!test) return '--';
  return test.corrected < 0.001 ? '$<0.001$' : `$${test.corrected.toFixed(3)}$`;
}

function captionOf({ setting }: Comparison): string {
  const { dataset, split, seeds, chance } = setting;
  const several = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${listed(seeds.map(String))}`;
  return escapeLatex(`MAP@all on the ${split.test} test items of ${dataset.name}, mean ± deviation over ${several}; chance ${decimal(chance)}. Best values are bold.`) +
    ' $p$: sign-flip test over queries against ALSCOR, Holm-corrected.';
}

/** Needs \usepackage{booktabs}. */
export function comparisonLatex(comparison: Comparison): string {
  const rows = comparisonRows(comparison);
  const best = mapColumns.map((column) => bestRows(rows, column));
  const lines = rows.map((row, r) => {
    const label = r > 0 && rows[r - 1]!.method === row.method ? '' : escapeLatex(rowLabel(row, comparison.setting));
    return [label, row.score, ...mapColumns.map((column, c) => numberCell(row, column, best[c]![r]!)), pCell(row)].join(' & ') + ' \\\\';
  });
  return [
    '\\begin{table}', '\\centering', `\\caption{${captionOf(comparison)}}`, '\\begin{tabular}{llcccc}', '\\toprule',
    'Method & Score & Image$\\to$text & Text$\\to$image & Average & $p$ \\\\', '\\midrule',
    ...lines,
    '\\bottomrule', '\\end{tabular}', '\\end{table}', '',
  ].join('\n');
}
