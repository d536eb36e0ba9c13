import { useMemo, useState } from 'react';
import type { Direction } from '../../../retrieval/scores';
import { LISTED } from '../../../state/insights';
import type { DatasetSummary, Insights } from '../../../worker/protocol';
import { count } from '../../parts/format';
import { InsightExport } from './InsightExport';
import { hubsOf } from './lists';
import { TestItem } from './TestItem';
import { directions, hubWords, waysOf } from './words';

interface PartProps {
  summary: DatasetSummary;
  insights: Insights;
}

function HubList({ direction, summary, insights }: PartProps & { direction: Direction }) {
  const [shown, setShown] = useState(LISTED / 2);
  const found = insights.directions[direction];
  const { label, found: modality } = waysOf[direction];
  const hubs = useMemo(() => hubsOf(found).filter((hub) => hub.found > 0), [found]);
  return (
    <div>
      <h4>{label}</h4>
      {hubWords(direction, found).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ol className="test-items" aria-label={`Hubs, ${label}`}>
        {hubs.slice(0, shown).map(({ row, found: times }) => (
          <TestItem key={row} list={`hubs ${direction}`} row={row} modality={modality} summary={summary} insights={insights} value={`${count(times)}×`} meaning={`Found by so many of ${count(found.queries.length)} queries:`} />
        ))}
      </ol>
      {shown < hubs.length && (
        <button type="button" className="quiet" onClick={() => setShown(shown + 2 * LISTED)}>
          Show more <small>{count(hubs.length - shown)} left</small>
        </button>
      )}
    </div>
  );
}

/** Items that many queries find, whatever they ask for. */
export function HubsPart(props: PartProps) {
  return (
    <section aria-labelledby="test-hubs">
      <h3 id="test-hubs">Hubs: items that many queries find</h3>
      <p className="help">How often each item is among the first ten answers. In spaces of many dimensions some items lie near everything; they push out what is right. A click asks with the item.</p>
      <div className="both-ways">
        {directions.map((direction) => (
          <HubList key={direction} direction={direction} {...props} />
        ))}
      </div>
      <InsightExport part="hubs" {...props} />
    </section>
  );
}
