import { useEffect, useRef, type KeyboardEvent } from 'react';
import { askWith } from '../../state/asking';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import type { DatasetSummary, Hit } from '../../worker/protocol';
import { count, score } from '../parts/format';
import { classLine } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';
import { RankingCharts } from './RankingCharts';
import { ResultExport } from './ResultExport';
import { ResultTools } from './ResultTools';

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
  both: boolean;
}

function Result({ hit, summary, size, both }: ResultProps) {
  const { modality, row, rank, relevant, copies } = hit;
  const className = classLine(summary, row);
  const { id, caption } = summary.items[row]!;
  return (
    <li data-class={className} data-relevant={relevant ?? undefined} data-score={hit.score}>
      <button type="button" title={id} onClick={() => askWith({ kind: 'item', modality, row, weight: 1 })}>
        <Thumbnail row={row} size={size} />
        <span className="result-text">
          <span className="clamp">{caption}</span>
          <small>
            <Relevance relevant={relevant} /> {className}
            {both && <span className={modality}> {modality}</span>}
            {copies.length > 0 && ` · ${copies.length} more with the same features`}
          </small>
        </span>
        <span className="result-score">
          <span className="result-rank">{rank}</span> {score(hit.score)}
        </span>
      </button>
    </li>
  );
}

/** Asks for the next page when it comes into view. */
function NextPage({ left }: { left: number }) {
  const more = useSearch((state) => state.more);
  const pending = useSearch((state) => state.pending);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!button.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && scrollY > 0 && void more());
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [more, left, pending]);
  return (
    <button type="button" ref={button} aria-disabled={pending} onClick={() => void more()}>
      Show more <small>{count(left)} left</small>
    </button>
  );
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys go from result to result. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : steps[event.key] === undefined ? -1 : at + steps[event.key]!;
  if (at < 0 || !buttons[to]) return;
  event.preventDefault();
  buttons[to].focus();
}

const titles = { image: 'Images', text: 'Texts', both: 'Images and texts' };

export function Results({ summary }: { summary: DatasetSummary }) {
  const { result, hits, answered, pending } = useSearch();
  const layout = useView((state) => state.layout);
  const [first] = hits;
  const top = answered && JSON.stringify(answered.query);
  useEffect(() => void scrollTo({ top: 0 }), [top]);
  if (!result || !answered) return <p className="muted">{pending ? 'Searching…' : 'Results will appear here.'}</p>;
  const { target } = answered;
  const grid = (layout ?? (target === 'image' ? 'grid' : 'list')) === 'grid';
  const own = hits.filter(({ own: item }) => item === null);
  return (
    <section aria-label="Answers" aria-busy={pending}>
      <div className="panel-head">
        <h2>{titles[target]}</h2>
        <p className="muted">
          {result.model.label} · {result.score} · {result.elapsedMs.toFixed(1)} ms
        </p>
      </div>
      <ResultTools summary={summary} />
      <RankingCharts judgement={result.judgement} histogram={result.histogram} />
      {!first && <p className="muted">{result.gallerySize === 0 ? 'No item is left to search: choose another gallery or class.' : 'Nothing was understood, so nothing can be ranked.'}</p>}
      <ol aria-label="Results" className={`results ${grid ? 'image' : 'text'}`} onKeyDown={walk}>
        {own.map((hit) => (
          <Result key={`${hit.modality}${hit.row}`} hit={hit} summary={summary} size={grid ? 88 : 44} both={target === 'both'} />
        ))}
      </ol>
      <div className="buttons">
        {hits.length < result.total && hits.length > 0 && <NextPage left={result.total - hits.length} />}
        <ResultExport summary={summary} result={result} hits={own} request={answered} />
      </div>
    </section>
  );
}
