import { useMemo, useState } from 'react';
import type { Direction } from '../../../retrieval/scores';
import { LISTED } from '../../../state/insights';
import { useView } from '../../../state/view';
import type { Confusion, DatasetSummary, Insights } from '../../../worker/protocol';
import { count, percent } from '../../parts/format';
import { ConfusionMatrix, type Cell } from './ConfusionMatrix';
import { InsightExport } from './InsightExport';
import { confusedPairs } from './lists';
import { PairQueries } from './PairQueries';
import { directions, waysOf } from './words';

/** A matrix of more classes cannot be read. */
const MATRIX_CLASSES = 24;

interface PartProps {
  summary: DatasetSummary;
  insights: Insights;
}

interface PairListProps {
  label: string;
  names: string[];
  confusion: Confusion;
  choose(cell: Cell): void;
}

function PairList({ label, names, confusion, choose }: PairListProps) {
  const [shown, setShown] = useState(names.length > MATRIX_CLASSES ? 2 * LISTED : LISTED / 2);
  const pairs = useMemo(() => confusedPairs(confusion), [confusion]);
  return (
    <>
      <ol className="pairs" aria-label={`Most confused classes, ${label}`}>
        {pairs.slice(0, shown).map(({ query, found, share }) => (
          <li key={`${query}-${found}`}>
            <button type="button" className="quiet" onClick={() => choose({ query, found })}>
              <span>
                {names[query]} <span aria-hidden="true">→</span> <span className="visually-hidden">finds</span> {names[found]}
              </span>
              <span>
                {percent(share)} <small>{count(confusion.queries[query]!)} {confusion.queries[query] === 1 ? 'query' : 'queries'}</small>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {shown < pairs.length && (
        <button type="button" className="quiet" onClick={() => setShown(shown + 2 * LISTED)}>
          Show more <small>{count(pairs.length - shown)} left</small>
        </button>
      )}
    </>
  );
}

function Way({ direction, summary, insights }: PartProps & { direction: Direction }) {
  const { cell, choose } = useView();
  const names = summary.classNames;
  const { label } = waysOf[direction];
  const chosen = cell?.direction === direction && cell.query < names.length && cell.found < names.length ? cell : null;
  const take = ({ query, found }: Cell) => choose({ cell: { direction, query, found } });
  const { confusion } = insights.directions[direction];
  return (
    <div>
      <h4>{label}</h4>
      {names.length <= MATRIX_CLASSES && <ConfusionMatrix label={`Classes that are found, ${label}`} names={names} confusion={confusion} chosen={chosen} choose={take} />}
      {chosen && <PairQueries key={`${chosen.query}-${chosen.found}`} direction={direction} cell={chosen} summary={summary} insights={insights} close={() => choose({ cell: null })} />}
      <PairList label={label} names={names} confusion={confusion} choose={take} />
    </div>
  );
}

/** Which classes the first ten answers of each class's queries have. */
export function ConfusionPart(props: PartProps) {
  if (props.summary.classNames.length === 0) return null;
  return (
    <section aria-labelledby="test-classes">
      <h3 id="test-classes">Classes that are mixed up</h3>
      <p className="help">Share of each class among the first ten answers, mean over the queries of a class. A cell or a pair lists its queries.</p>
      <div className="both-ways">
        {directions.map((direction) => (
          <Way key={direction} direction={direction} {...props} />
        ))}
      </div>
      <InsightExport part="classes" {...props} />
    </section>
  );
}
