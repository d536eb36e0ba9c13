import { useState } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { count } from '../parts/format';

const FIRST = 20;

export function ClassCounts({ summary }: { summary: DatasetSummary }) {
  const [shown, setShown] = useState(FIRST);
  const { classNames, labels } = summary;
  const counts = classNames.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const most = Math.max(1, ...counts);
  return (
    <section className="panel" aria-labelledby="classes-title">
      <h2 id="classes-title">Classes</h2>
      <ul className="bars">
        {classNames.slice(0, shown).map((name, index) => (
          <li key={name}>
            <span className="bar-name">{name}</span>
            <span className="bar-track">
              <span className="bar-fill" style={{ width: `${(100 * counts[index]!) / most}%` }} />
            </span>
            <span className="bar-value">{count(counts[index]!)}</span>
          </li>
        ))}
      </ul>
      {classNames.length > shown && (
        <button type="button" onClick={() => setShown(shown + 100)}>
          Show more
        </button>
      )}
    </section>
  );
}
