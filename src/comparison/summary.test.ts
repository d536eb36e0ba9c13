import { describe, expect, it, test } from 'vitest';
import { disagreements } from '../retrieval/fixtures/agreement';
import { fitOf, methodInfo, small } from './fixtures/small';
import { ablationDeltas } from './deltas';
import { columnsFor, mapColumns } from './measures';
import { averageMap, bestRows, cellOf, chosenWords, comparisonRows, meanCurves, meanSeconds, rowLabel } from './summary';

const rows = comparisonRows(small);
const names = (list: typeof rows) => list.map(({ method, score }) => `${method.name} ${score}`);

describe('the rows of a comparison', () => {
  it('are the methods by their best average MAP, each with its scores together', () => {
    // .65 and .45 ALSCOR; the ablation's one seed .65 and .45 as well: it stays after ALSCOR; SM .62 and .47; CCA .31
    expect(names(rows)).toEqual(['alscor semantic', 'alscor canonical', 'alscor-no-adversary semantic', 'alscor-no-adversary canonical', 'sm semantic', 'sm canonical', 'cca canonical']);
    expect(disagreements(rows.map(averageMap), [0.65, 0.45, 0.65, 0.45, 0.62, 0.47, 0.31])).toEqual([]);
  });

  it('have the mean and the sample deviation of each measure', () => {
    const [i2t, t2i, average] = mapColumns.map((column) => cellOf(rows[0]!, column));
    // .72 and .68: mean .70, deviation .04/√2
    expect(disagreements([i2t!.mean, t2i!.mean, average!.mean], [0.7, 0.6, 0.65])).toEqual([]);
    for (const { std } of [i2t!, t2i!, average!]) expect(std).toBeCloseTo(0.04 / Math.SQRT2, 12);
    expect(cellOf(rows[2]!, mapColumns[0]!).std).toBe(0);
    const shown = columnsFor('t2i').slice(3);
    // R@1 is a tenth, the median rank ten times ALSCOR's .60.
    expect(disagreements(shown.map((column) => cellOf(rows[0]!, column).mean), [0.61, 0.59, 0.06, 0.12, 0.3, 6, 0.65])).toEqual([]);
  });

  it('mark every row that has the best digits of a column, and the lowest median rank', () => {
    const best = (column: (typeof mapColumns)[number]) => names(rows.filter((_, i) => bestRows(rows, column)[i]));
    expect(best(mapColumns[2]!)).toEqual(['alscor semantic', 'alscor-no-adversary semantic']);
    expect(best(mapColumns[1]!)).toEqual(['alscor semantic', 'alscor-no-adversary semantic', 'sm semantic']);
    const medianRank = columnsFor('mean').find(({ measure }) => measure.key === 'median_rank')!;
    expect(best(medianRank)).toEqual(['cca canonical']);
  });

  it('carry their tests, and say which seeds are missing', () => {
    expect(rows.map(({ test: one }) => one?.corrected ?? null)).toEqual([null, null, 0.6, 1, 0.2, 0.03, 0.0004]);
    expect(rowLabel(rows[0]!, small.setting)).toBe('ALSCOR');
    expect(rowLabel(rows[2]!, small.setting)).toBe('ALSCOR without adversary (1 of 2 seeds)');
  });

  it('have curves and classes averaged over the seeds', () => {
    const { i2t, t2i } = meanCurves(rows[0]!);
    expect(disagreements([...i2t.perClass, i2t.precisionRecall[0]!, i2t.precisionRecall[10]!, t2i.perClass[0]!], [0.6, 0.8, 0.7, 0.35, 0.5])).toEqual([]);
  });
});

test('measures without a number are nobody’s best', () => {
  const nothing = { ...small, fits: [fitOf('cca', 1, 'ridge 1', 1, { canonical: [NaN, NaN] })] };
  const [row] = comparisonRows(nothing);
  expect(bestRows([row!], mapColumns[0]!)).toEqual([false]);
});

test('what was chosen is told once where all seeds agree', () => {
  const words = (...chosen: string[]) => chosenWords(chosen.map((one) => ({ chosen: one })));
  expect(words('epoch 3', 'epoch 5', 'epoch 3')).toBe('epoch 3, 5, 3');
  expect(words('ridge 1', 'ridge 1')).toBe('ridge 1');
  expect(words('L2 penalty 0.1', 'L2 penalty 0.03')).toBe('L2 penalty 0.1, 0.03');
  expect(words('epoch 3', 'nothing')).toBe('epoch 3; nothing');
  expect(words()).toBe('');
});

test('seconds are averaged over the seeds', () => {
  expect(meanSeconds(small.fits.slice(0, 2))).toBe(3);
});

describe('ablations', () => {
  it('are compared with ALSCOR seed by seed', () => {
    const [one, ...others] = ablationDeltas(small);
    expect(others).toEqual([]);
    expect(one!.method.name).toBe('alscor-no-adversary');
    // Seed 1 alone: .65 - .67 semantic, .45 - .45 canonical.
    expect(disagreements(one!.deltas.map(({ delta }) => delta.mean), [-0.02, 0])).toEqual([]);
    expect(one!.deltas.map((each) => [each.score, each.delta.std, each.test?.corrected])).toEqual([['semantic', 0, 0.6], ['canonical', 0, 1]]);
    // With seed 2 at ALSCOR's .63 + .02: deltas -.02 and +.02, deviation .04/√2
    const more = { ...small, fits: [...small.fits, fitOf('alscor-no-adversary', 2, 'epoch 1', 1, { semantic: [0.7, 0.6] })] };
    const [semantic] = ablationDeltas(more)[0]!.deltas;
    expect(semantic!.delta.mean).toBeCloseTo(0, 12);
    expect(semantic!.delta.std).toBeCloseTo(0.04 / Math.SQRT2, 12);
  });

  it('have nothing to be compared with where ALSCOR is missing', () => {
    expect(ablationDeltas({ ...small, setting: { ...small.setting, methods: [methodInfo('alscor-no-adversary', 'ALSCOR without adversary', 'ablation')] } })).toEqual([]);
    expect(ablationDeltas({ ...small, fits: small.fits.slice(2) })).toEqual([]);
  });
});
