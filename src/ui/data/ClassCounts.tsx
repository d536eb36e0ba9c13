import { useMemo, useState } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { count } from '../parts/format';
import { countClasses } from '../parts/itemClasses';

const FIRST = 20;

export function ClassCounts({ summary }: { summary: DatasetSummary }) {
  const [shown, setShown] = useState(FIRST);
  const { classNames } = summary;
  const { counts, without } = useMemo(() => countClasses(summary), [summary]);
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
      {without > 0 && <p className="muted">{count(without)} {without === 1 ? 'item has' : 'items have'} no class.</p>}
      {classNames.length > shown && (
        <button type="button" onClick={() => setShown(shown + 100)}>
          Show more
        </button>
      )}
    </section>
  );
}
