import { useMemo, useState } from 'react';
import type { Direction } from '../../../retrieval/scores';
import { LISTED } from '../../../state/insights';
import type { DatasetSummary, Insights } from '../../../worker/protocol';
import { count, score } from '../../parts/format';
import type { Cell } from './ConfusionMatrix';
import { queriesOfPair } from './lists';
import { TestItem } from './TestItem';
import { waysOf } from './words';

interface PairQueriesProps {
  direction: Direction;
  cell: Cell;
  summary: DatasetSummary;
  insights: Insights;
  close(): void;
}

/** Queries of one class that find another, those that find most of it first. */
export function PairQueries({ direction, cell, summary, insights, close }: PairQueriesProps) {
  const [shown, setShown] = useState(LISTED);
  const found = insights.directions[direction];
  const { query, found: other } = cell;
  const queries = useMemo(() => queriesOfPair(found, summary, { query, found: other }), [found, summary, query, other]);
  const title = `${summary.classNames[cell.query]} that finds ${summary.classNames[cell.found]}`;
  const { asks } = waysOf[direction];
  return (
    <section className="pair-queries" aria-label={title}>
      <div className="panel-head">
        <div role="status">
          <h5>{title}</h5>
          <small>
            {count(queries.length)} of {count(found.confusion.queries[cell.query]!)} queries
          </small>
        </div>
        <button type="button" className="quiet" onClick={close}>
          Close
        </button>
      </div>
      <ol className="test-items" aria-label={`Queries: ${title}`}>
        {queries.slice(0, shown).map(({ row, among, first, ap }) => (
          <TestItem key={row} list={`pair ${direction}`} row={row} modality={asks} summary={summary} insights={insights} value={`${among} of ${found.depth}`} meaning={`Average precision ${score(ap)}, first at rank ${first}, among the first:`} />
        ))}
      </ol>
      {shown < queries.length && (
        <button type="button" className="quiet" onClick={() => setShown(shown + 2 * LISTED)}>
          Show more <small>{count(queries.length - shown)} left</small>
        </button>
      )}
    </section>
  );
}
