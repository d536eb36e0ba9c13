import { useMemo } from 'react';
import type { Direction } from '../../../retrieval/scores';
import { useInsights } from '../../../state/insights';
import { useView } from '../../../state/view';
import type { DatasetSummary, Insights } from '../../../worker/protocol';
import { count, score } from '../../parts/format';
import { InsightExport } from './InsightExport';
import { rankedQueries } from './lists';
import { TestItem } from './TestItem';
import { directions, waysOf } from './words';

interface PartProps {
  summary: DatasetSummary;
  insights: Insights;
}

const orders = [
  { name: 'worst', label: 'Worst first' },
  { name: 'best', label: 'Best first' },
] as const;

function OrderSwitch() {
  const { order, choose } = useView();
  return (
    <div className="segments" role="group" aria-label="Order of the queries">
      {orders.map(({ name, label }) => (
        <button key={name} type="button" aria-pressed={order === name} onClick={() => choose({ order: name })}>
          {label}
        </button>
      ))}
    </div>
  );
}

function QueryList({ direction, summary, insights }: PartProps & { direction: Direction }) {
  const order = useView((state) => state.order);
  const shown = useInsights((state) => state.shown[direction]);
  const showMore = useInsights((state) => state.showMore);
  const found = insights.directions[direction];
  const judged = useMemo(() => rankedQueries(found, order), [found, order]);
  const { label, asks } = waysOf[direction];
  const without = found.queries.length - judged.length;
  return (
    <div>
      <h4>
        {label} <small>MAP {score(found.map)}</small>
      </h4>
      {without > 0 && <p className="help">{count(without)} queries have no class, so no AP.</p>}
      <ol className="test-items" aria-label={`Queries, ${label}`}>
        {judged.slice(0, shown).map(({ row, ap }) => (
          <TestItem key={row} list={`queries ${direction}`} row={row} modality={asks} summary={summary} insights={insights} value={score(ap)} meaning="Average precision" />
        ))}
      </ol>
      {shown < judged.length && (
        <button type="button" className="quiet" onClick={() => showMore(direction)}>
          Show more <small>{count(judged.length - shown)} left</small>
        </button>
      )}
    </div>
  );
}

/** Test items by how well each finds its class. */
export function QueriesPart(props: PartProps) {
  const classless = props.summary.classNames.length === 0;
  return (
    <section aria-labelledby="test-queries">
      <div className="panel-head">
        <h3 id="test-queries">Queries by average precision</h3>
        <OrderSwitch />
      </div>
      {classless && <p className="help">This dataset has no classes: an image and its own texts alone count as relevant.</p>}
      <div className="both-ways">
        {directions.map((direction) => (
          <QueryList key={direction} direction={direction} {...props} />
        ))}
      </div>
      <InsightExport part="queries" {...props} />
    </section>
  );
}
