import { useState } from 'react';
import type { FitMetrics } from '../../comparison/comparison';
import type { Direction } from '../../retrieval/scores';
import { useDataset } from '../../state/dataset';
import { score } from '../parts/format';

const FIRST = 20;
const directions = [
  { value: 'i2t', colour: 'var(--image)', name: 'image→text' },
  { value: 't2i', colour: 'var(--text)', name: 'text→image' },
] as const;

export interface ClassRow {
  key: string;
  metrics: Record<Direction, Pick<FitMetrics, 'perClass'>>;
}

interface ClassBarsProps {
  rows: ClassRow[];
  /** Key of the row that is shown until another is chosen. */
  first: string | undefined;
  /** Marked on the bars of the others. */
  reference?: ClassRow | undefined;
}

interface BarProps {
  value: number;
  colour: string;
  mark: number | undefined;
}

function Bar({ value, colour, mark }: BarProps) {
  return (
    <span className="bar-line">
      <span className="bar-track">
        <span className="bar-fill" style={{ width: `${100 * (value || 0)}%`, background: colour }} />
        {mark !== undefined && Number.isFinite(mark) && <span className="bar-mark" style={{ left: `${100 * mark}%` }} />}
      </span>
      <span className="bar-value">{score(value)}</span>
    </span>
  );
}

export function ClassBars({ rows, first, reference }: ClassBarsProps) {
  const classNames = useDataset((state) => state.summary?.classNames) ?? [];
  const [chosen, setChosen] = useState(first);
  const [shown, setShown] = useState(FIRST);
  const row = rows.find(({ key }) => key === chosen) ?? rows.find(({ key }) => key === first) ?? rows[0];
  if (!row) return null;
  const marked = reference && reference.key !== row.key ? reference : undefined;
  return (
    <figure className="chart" aria-label="Average precision of each class">
      <figcaption>
        <b>Average precision of each class</b>
        <select aria-label="Method of the bars" value={row.key} onChange={({ target }) => setChosen(target.value)}>
          {rows.map(({ key }) => (
            <option key={key}>{key}</option>
          ))}
        </select>
        <span className="legend">
          {directions.map(({ value, colour, name }) => (
            <span key={value}>
              <span className="swatch" style={{ background: colour }} /> {name}
            </span>
          ))}
          {marked && <span>line: {marked.key}</span>}
        </span>
      </figcaption>
      <ul className="bars paired">
        {classNames.slice(0, shown).map((name, index) => (
          <li key={name}>
            <span className="bar-name" title={name}>
              {name}
            </span>
            {directions.map(({ value, colour }) => (
              <Bar key={value} value={row.metrics[value].perClass[index] ?? NaN} colour={colour} mark={marked?.metrics[value].perClass[index]} />
            ))}
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
