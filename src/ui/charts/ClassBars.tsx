import { useState } from 'react';
import { useDataset } from '../../state/dataset';
import type { EvaluationRow } from '../evaluate/rows';
import { score } from '../parts/format';

const FIRST = 20;
const directions = [
  { value: 'i2t', colour: 'var(--image)', name: 'image→text' },
  { value: 't2i', colour: 'var(--text)', name: 'text→image' },
] as const;

export function ClassBars({ rows }: { rows: EvaluationRow[] }) {
  const classNames = useDataset((state) => state.summary?.classNames) ?? [];
  const [key, setKey] = useState(rows.at(-1)?.key);
  const [shown, setShown] = useState(FIRST);
  const row = rows.find((candidate) => candidate.key === key) ?? rows.at(-1);
  if (!row) return null;
  return (
    <figure className="chart" aria-label="Average precision of each class">
      <figcaption>
        <b>Average precision of each class</b>
        <select aria-label="Method of the bars" value={row.key} onChange={({ target }) => setKey(target.value)}>
          {rows.map((candidate) => (
            <option key={candidate.key}>{candidate.key}</option>
          ))}
        </select>
        <span className="legend">
          {directions.map(({ value, colour, name }) => (
            <span key={value}>
              <span className="swatch" style={{ background: colour }} /> {name}
            </span>
          ))}
        </span>
      </figcaption>
      <ul className="bars paired">
        {classNames.slice(0, shown).map((name, index) => (
          <li key={name}>
            <span className="bar-name">{name}</span>
            {directions.map(({ value, colour }) => {
              const precision = row.metrics[value].perClass[index] ?? NaN;
              return (
                <span className="bar-line" key={value}>
                  <span className="bar-track">
                    <span className="bar-fill" style={{ width: `${100 * (precision || 0)}%`, background: colour }} />
                  </span>
                  <span className="bar-value">{score(precision)}</span>
                </span>
              );
            })}
          </li>
        ))}
      </ul>
      {classNames.length > shown && (
        <button type="button" onClick={() => setShown(shown + 100)}>
          Show more
        </button>
      )}
    </figure>
  );
}
