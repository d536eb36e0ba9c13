import { useState } from 'react';
import type { DatasetSummary } from '../../worker/protocol';
import { classLine } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';

const BATCH = 24;

/** Rows spread over the dataset by the golden ratio: the first n stay where they are when more are asked for. */
export function sampleRows(count: number, wanted: number): number[] {
  const rows = new Set<number>();
  for (let i = 0; rows.size < Math.min(count, wanted) && i < 20 * count; i++) rows.add(Math.floor(((i * 0.6180339887) % 1) * count));
  return [...rows];
}

export function SampleItems({ summary }: { summary: DatasetSummary }) {
  const [shown, setShown] = useState(BATCH);
  return (
    <section className="panel wide" aria-labelledby="samples-title">
      <h2 id="samples-title">Sample items</h2>
      <ul className="samples">
        {sampleRows(summary.count, shown).map((row) => {
          const item = summary.items[row]!;
          return (
            <li key={row}>
              <Thumbnail row={row} size={48} />
              <span>
                <span className="clamp">{item.caption}</span>
                <small>
                  {summary.classNames.length > 0 && `${classLine(summary, row)} · `}
                  {item.split}
                </small>
              </span>
            </li>
          );
        })}
      </ul>
      {summary.count > shown && (
        <button type="button" onClick={() => setShown(shown + 2 * BATCH)}>
          Show more
        </button>
      )}
    </section>
  );
}
