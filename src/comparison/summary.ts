/** A comparison over its seeds: one row for each method with each of its scores. */
import { meanAndDeviation, type Summary } from '../math/statistics';
import type { Direction, ScoreKind } from '../retrieval/scores';
import { scoreKinds, type Comparison, type ComparisonSetting, type Fit, type FitMetrics, type MethodInfo, type ScoreTest } from './comparison';
import { map, valueOf, type Column } from './measures';

export interface ComparisonRow {
  method: MethodInfo;
  score: ScoreKind;
  /** Fits that have the score, by seed. */
  fits: Fit[];
  /** The metrics of each of them. */
  metrics: Record<Direction, FitMetrics>[];
  /** Against ALSCOR; null for itself, and where ALSCOR was not fitted. */
  test: ScoreTest | null;
}

/** Mean and deviation of one column over the seeds. */
export function cellOf({ metrics }: Pick<ComparisonRow, 'metrics'>, { measure, shown }: Pick<Column, 'measure' | 'shown'>): Summary {
  return meanAndDeviation(metrics.map((both) => valueOf(both, measure, shown)));
}

/** MAP@all averaged over both directions and the seeds: what the table is sorted by. */
export function averageMap(row: Pick<ComparisonRow, 'metrics'>): number {
  return cellOf(row, { measure: map, shown: 'mean' }).mean;
}

function rowsOf(method: MethodInfo, { fits, tests }: Comparison): ComparisonRow[] {
  const own = fits.filter((fit) => fit.method === method.name).sort((a, b) => a.seed - b.seed);
  const rows = scoreKinds.map((score): ComparisonRow => {
    const having = own.filter(({ scores }) => scores[score]);
    return {
      method,
      score,
      fits: having,
      metrics: having.flatMap(({ scores }) => scores[score] ?? []),
      test: tests.find((test) => test.method === method.name && test.score === score) ?? null,
    };
  });
  return rows.filter(({ fits: having }) => having.length > 0).sort((a, b) => averageMap(b) - averageMap(a));
}

/** Methods by their best average MAP, each one's scores together; equal ones stay in the order they were given. */
export function comparisonRows(comparison: Comparison): ComparisonRow[] {
  const groups = comparison.setting.methods.map((method) => rowsOf(method, comparison)).filter((rows) => rows.length > 0);
  return groups.sort((a, b) => averageMap(b[0]!) - averageMap(a[0]!)).flat();
}

/** Which rows are the best of a column, as printed: equal digits are equally good. */
export function bestRows(rows: readonly ComparisonRow[], column: Column): boolean[] {
  const { digits, higherIsBetter } = column.measure;
  const printed = rows.map((row) => Number(cellOf(row, column).mean.toFixed(digits)));
  const known = printed.filter((value) => !Number.isNaN(value));
  const best = higherIsBetter ? Math.max(...known) : Math.min(...known);
  return printed.map((value) => value === best);
}

/** What the validation items chose, seed by seed: "epoch 23, 31", or "ridge 1" where all agree. */
export function chosenWords(fits: readonly Pick<Fit, 'chosen'>[]): string {
  const words = fits.map(({ chosen }) => chosen);
  const [first = ''] = words;
  if (words.every((word) => word === first)) return first;
  const name = first.slice(0, first.lastIndexOf(' ') + 1);
  return words.every((word) => name !== '' && word.startsWith(name)) ? name + words.map((word) => word.slice(name.length)).join(', ') : words.join('; ');
}

export function meanSeconds(fits: readonly Pick<Fit, 'seconds'>[]): number {
  return meanAndDeviation(fits.map(({ seconds }) => seconds)).mean;
}

/** The method, with its seeds where some are missing: a fit failed, or the comparison was cancelled. */
export function rowLabel({ method, fits }: ComparisonRow, { seeds }: ComparisonSetting): string {
  return fits.length < seeds.length ? `${method.label} (${fits.length} of ${seeds.length} seeds)` : method.label;
}

/** Mean of the class and curve numbers over the seeds: what the charts draw. */
export function meanCurves({ metrics }: ComparisonRow): Record<Direction, Pick<FitMetrics, 'precisionRecall' | 'perClass'>> {
  const mean = (lists: number[][]) => (lists[0] ?? []).map((_, i) => meanAndDeviation(lists.map((list) => list[i]!)).mean);
  const of = (direction: Direction) => ({
    precisionRecall: mean(metrics.map((both) => both[direction].precisionRecall)),
    perClass: mean(metrics.map((both) => both[direction].perClass)),
  });
  return { i2t: of('i2t'), t2i: of('t2i') };
}
