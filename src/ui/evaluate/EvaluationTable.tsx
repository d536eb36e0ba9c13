import { useState } from 'react';
import type { Direction } from '../../retrieval/scores';
import type { Evaluation } from '../../worker/protocol';
import { score } from '../parts/format';
import { columns, evaluationRows, meanOf, type EvaluationRow } from './rows';

type Shown = Direction | 'mean';

const shownNames: [Shown, string][] = [
  ['mean', 'mean of both directions'],
  ['i2t', 'image → text'],
  ['t2i', 'text → image'],
];

function cellsOf(row: EvaluationRow, shown: Shown): number[] {
  const { i2t, t2i } = row.metrics;
  const rest = columns.map(({ pick }) => (shown === 'mean' ? meanOf(row, pick) : pick(row.metrics[shown])));
  return [i2t.map, t2i.map, meanOf(row, ({ map }) => map), ...rest];
}

export function EvaluationTable({ evaluations }: { evaluations: Evaluation[] }) {
  const [shown, setShown] = useState<Shown>('mean');
  const rows = evaluationRows(evaluations);
  const table = rows.map((row) => cellsOf(row, shown));
  const best = [true, true, true, ...columns.map(({ higherIsBetter }) => higherIsBetter)].map((high, i) => {
    const values = table.map((cells) => cells[i]!);
    return high ? Math.max(...values) : Math.min(...values);
  });
  const { queries, chance } = evaluations[0] ?? { queries: 0, chance: 0 };
  const unjudged = rows[0]?.metrics.i2t.withoutRelevant ?? 0;
  const words = (value: number, i: number) => (columns[i - 3]?.name === 'Median rank' ? value.toFixed(1) : score(value));
  return (
    <>
      <div className="panel-head">
        <p className="muted">
          {queries} test queries in each direction. Guessing would score a MAP of about <b>{score(chance)}</b>.
          {unjudged > 0 && ` ${unjudged} ${unjudged === 1 ? 'query without a class is' : 'queries without a class are'} left out of MAP, nDCG and the curve.`}
        </p>
        <label>
          Columns from MAP@50 on:{' '}
          <select value={shown} onChange={({ target }) => setShown(shownNames.find(([value]) => value === target.value)?.[0] ?? 'mean')}>
            {shownNames.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="scroll" role="region" aria-label="Table of the evaluation" tabIndex={0}>
        <table className="metrics" aria-label="Evaluation">
          <thead>
            <tr>
              <th scope="col">Method</th>
              <th scope="col">Score</th>
              <th scope="col">MAP image→text</th>
              <th scope="col">MAP text→image</th>
              <th scope="col">MAP average</th>
              {columns.map(({ name, title }) => (
                <th scope="col" key={name} title={title}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.key}>
                <th scope="row">{row.method}</th>
                <td>{row.score}</td>
                {table[r]!.map((value, i) => (
                  <td key={i} className={value === best[i] ? 'number best' : 'number'}>
                    {words(value, i)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
