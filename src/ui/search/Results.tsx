import type { DatasetSummary, Hit } from '../../worker/protocol';
import { FIRST_HITS, useSearch } from '../../state/search';
import { useView } from '../../state/view';
import { score } from '../parts/format';
import { classLine } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';
import { ResultExport } from './ResultExport';

function Relevance({ relevant }: { relevant: boolean | null }) {
  if (relevant === null) return null;
  return (
    <span className={relevant ? 'mark yes' : 'mark no'}>
      <span aria-hidden="true">{relevant ? '✓' : '–'}</span>
      <span className="visually-hidden">{relevant ? 'shares a class' : 'shares no class'}</span>
    </span>
  );
}

interface ResultProps {
  hit: Hit;
  summary: DatasetSummary;
  size: number;
  onPick(row: number): void;
}

function Result({ hit, summary, size, onPick }: ResultProps) {
  const className = classLine(summary, hit.row);
  return (
    <li data-class={className} data-relevant={hit.relevant ?? undefined} data-score={hit.score}>
      <button type="button" onClick={() => onPick(hit.row)}>
        <Thumbnail row={hit.row} size={size} />
        <span className="result-text">
          <span className="clamp">{summary.items[hit.row]!.caption}</span>
          <small>
            <Relevance relevant={hit.relevant} /> {className}
          </small>
        </span>
        <span className="result-score">{score(hit.score)}</span>
      </button>
    </li>
  );
}

export function Results({ summary }: { summary: DatasetSummary }) {
  const { result, answered, pending, showMore, setPicture } = useSearch();
  const choose = useView((state) => state.choose);
  if (!result || !answered) return <p className="muted">{pending ? 'Searching…' : 'Results will appear here.'}</p>;
  const { target } = answered;
  const pick = (row: number) => {
    setPicture(null);
    useSearch.setState({ limit: FIRST_HITS });
    choose({ direction: target === 'image' ? 'i2t' : 't2i', query: { kind: 'item', row } });
    scrollTo({ top: 0 });
  };
  return (
    <section aria-label="Answers" aria-busy={pending}>
      <div className="panel-head">
        <h2>{target === 'image' ? 'Images' : 'Texts'}</h2>
        <p className="muted">
          {result.model.label} · {result.score} · {result.elapsedMs.toFixed(1)} ms
        </p>
      </div>
      <ol aria-label="Results" className={`results ${target}`}>
        {result.hits.map((hit) => (
          <Result key={hit.row} hit={hit} summary={summary} size={target === 'image' ? 88 : 44} onPick={pick} />
        ))}
      </ol>
      <div className="buttons">
        {result.hits.length < result.gallerySize && (
          <button type="button" onClick={showMore}>
            Show more
          </button>
        )}
        <ResultExport summary={summary} result={result} request={answered} />
      </div>
    </section>
  );
}
