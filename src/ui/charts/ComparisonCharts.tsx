import { useState } from 'react';
import { scoreKinds, type Comparison } from '../../comparison/comparison';
import { comparisonRows, meanCurves, type ComparisonRow } from '../../comparison/summary';
import type { Direction, ScoreKind } from '../../retrieval/scores';
import { ClassBars } from './ClassBars';
import { DirectionChoice } from './DirectionChoice';
import { PrecisionRecall } from './PrecisionRecall';

type Chosen = ScoreKind | 'best';

/** Each method once: by the score that is chosen, or by that of its highest MAP. */
function oneOfEach(rows: readonly ComparisonRow[], chosen: Chosen): ComparisonRow[] {
  return rows.filter((row, i) => (chosen === 'best' ? rows[i - 1]?.method !== row.method : row.score === chosen));
}

/** Curves and classes of a comparison, each the mean over the seeds. */
export default function ComparisonCharts({ comparison }: { comparison: Comparison }) {
  const [direction, setDirection] = useState<Direction>('i2t');
  const [chosen, setChosen] = useState<Chosen>('best');
  const rows = comparisonRows(comparison);
  const { methods, chance } = comparison.setting;
  const drawn = oneOfEach(rows, chosen).map((row) => ({
    key: `${row.method.label} · ${row.score}`,
    place: methods.indexOf(row.method),
    strong: row.method.group === 'alscor',
    metrics: meanCurves(row),
  }));
  const kinds = scoreKinds.filter((kind) => rows.some(({ score }) => score === kind));
  return (
    <>
      <div className="chart-options">
        <label>
          Score of curves and classes{' '}
          <select value={chosen} onChange={({ target }) => setChosen(kinds.find((kind) => kind === target.value) ?? 'best')}>
            <option value="best">each method’s best</option>
            {kinds.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>
        <DirectionChoice direction={direction} choose={setDirection} />
      </div>
      <div className="evaluation-charts">
        <PrecisionRecall curves={drawn} direction={direction} chance={chance} />
        <ClassBars rows={drawn} first={drawn[0]?.key} reference={drawn.find(({ strong }) => strong)} />
      </div>
    </>
  );
}
