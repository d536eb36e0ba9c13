import { useState } from 'react';
import type { Evaluation } from '../../worker/protocol';
import type { Direction } from '../../retrieval/scores';
import { evaluationRows } from '../evaluate/rows';
import { ClassBars } from './ClassBars';
import { DirectionChoice } from './DirectionChoice';
import { PrecisionRecall } from './PrecisionRecall';

export default function EvaluationCharts({ evaluations }: { evaluations: Evaluation[] }) {
  const [direction, setDirection] = useState<Direction>('i2t');
  const rows = evaluationRows(evaluations);
  return (
    <>
      <div className="chart-options">
        <DirectionChoice direction={direction} choose={setDirection} />
      </div>
      <div className="evaluation-charts">
        <PrecisionRecall curves={rows.map((row, place) => ({ ...row, place }))} direction={direction} chance={evaluations[0]?.chance ?? 0} />
        <ClassBars rows={rows} first={rows.at(-1)?.key} />
      </div>
    </>
  );
}
