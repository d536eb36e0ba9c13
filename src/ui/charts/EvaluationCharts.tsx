import { useState } from 'react';
import type { Evaluation } from '../../worker/protocol';
import type { Direction } from '../../retrieval/scores';
import { evaluationRows } from '../evaluate/rows';
import { ClassBars } from './ClassBars';
import { PrecisionRecall } from './PrecisionRecall';

export default function EvaluationCharts({ evaluations }: { evaluations: Evaluation[] }) {
  const [direction, setDirection] = useState<Direction>('i2t');
  const rows = evaluationRows(evaluations);
  return (
    <div className="evaluation-charts">
      <div>
        <label>
          Direction of the curves{' '}
          <select value={direction} onChange={({ target }) => setDirection(target.value === 't2i' ? 't2i' : 'i2t')}>
            <option value="i2t">image → text</option>
            <option value="t2i">text → image</option>
          </select>
        </label>
        <PrecisionRecall rows={rows} direction={direction} chance={evaluations[0]?.chance ?? 0} />
      </div>
      <ClassBars rows={rows} />
    </div>
  );
}
