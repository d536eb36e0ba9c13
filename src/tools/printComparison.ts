/** A comparison as text for a terminal. */
import type { Comparison } from '../comparison/comparison';
import { ablationDeltas } from '../comparison/deltas';
import { protocolLines } from '../comparison/howMeasured';
import { columnsFor, mapColumns, type Column } from '../comparison/measures';
import { decimal, plusMinus, pWords, signed } from '../comparison/numbers';
import { standingOf, standingSentences } from '../comparison/standing';
import { bestRows, cellOf, chosenWords, comparisonRows, meanSeconds, rowLabel, type ComparisonRow } from '../comparison/summary';
import { textTable } from './textTable';

/** Numbers with a star at the best of each column. */
function numberCells(rows: readonly ComparisonRow[], columns: readonly Column[]): string[][] {
  const best = columns.map((column) => bestRows(rows, column));
  return rows.map((row, r) => columns.map((column, c) => plusMinus(cellOf(row, column), column.measure.digits) + (best[c]![r] ? '*' : ' ')));
}

function mapTable(comparison: Comparison, rows: readonly ComparisonRow[]): string {
  const numbers = numberCells(rows, mapColumns);
  const chance = decimal(comparison.setting.chance);
  const beside = ({ test }: ComparisonRow) => (test ? `${standingOf(test)}, ${pWords(test.corrected)}` : '');
  const lines = rows.map((row, r) => [rowLabel(row, comparison.setting), row.score, ...numbers[r]!, beside(row)]);
  return textTable([['method', 'score', 'image→text ', 'text→image ', 'average ', 'beside ALSCOR'], ...lines, ['chance', '', ...Array<string>(3).fill(`${chance} `), '']], 2);
}

function furtherTable(rows: readonly ComparisonRow[]): string {
  const columns = columnsFor('mean').slice(mapColumns.length);
  const numbers = numberCells(rows, columns);
  return textTable([['method', 'score', ...columns.map(({ name }) => `${name} `)], ...rows.map((row, r) => [row.method.label, row.score, ...numbers[r]!])], 2);
}

function fitTable({ setting, fits }: Comparison): string {
  const lines = setting.methods.flatMap((method) => {
    const own = fits.filter((fit) => fit.method === method.name).sort((a, b) => a.seed - b.seed);
    return own.length > 0 ? [[method.label, chosenWords(own), `${meanSeconds(own).toFixed(1)} s a fit`]] : [];
  });
  return textTable([['method', 'chosen by the validation items', ''], ...lines], 2);
}

function deltaLines(comparison: Comparison): string[] {
  return ablationDeltas(comparison).flatMap(({ method, deltas }) =>
    deltas.map(({ score, delta, test }) => `  ${method.label}, ${score}: ${signed(delta.mean)} ± ${decimal(delta.std)}${test ? `, ${pWords(test.corrected)}` : ''}`),
  );
}

export function printComparison(comparison: Comparison): string {
  const rows = comparisonRows(comparison);
  const deltas = deltaLines(comparison);
  const failed = comparison.failures.map(({ method, seed, message }) => `  ${method}, seed ${seed}: ${message}`);
  const sections = [
    ['MAP@all on the test items, mean ± deviation over the seeds; * best', mapTable(comparison, rows)],
    ['', standingSentences(rows).map((sentence) => `  ${sentence}`).join('\n')],
    ['Further measures, mean of both directions', furtherTable(rows)],
    ['Fits', fitTable(comparison)],
    ['Ablations: average MAP minus ALSCOR’s', deltas.join('\n')],
    ['Failed', failed.join('\n')],
    ['How this was measured', textTable(protocolLines(comparison).map(({ term, text }) => [term, text]), 2)],
  ];
  return sections.filter(([, body]) => body !== '').map(([title, body]) => (title === '' ? body : `${title}\n${body}`)).join('\n\n');
}
