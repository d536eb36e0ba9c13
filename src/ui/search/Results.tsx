import { useEffect, useRef, type KeyboardEvent } from 'react';
import { askWith } from '../../state/asking';
import { useModels } from '../../state/models';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import type { DatasetSummary, Hit, SearchRequest } from '../../worker/protocol';
import { count, score } from '../parts/format';
import { classLine } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';
import { OwnThumbnail } from './own/OwnThumbnail';
import { RankingCharts } from './RankingCharts';
import { ResultExport } from './ResultExport';
import { ResultTools } from './ResultTools';
import { WhyFound } from './WhyFound';

function Relevance({ relevant }: { relevant: boolean | null }) {
  if (relevant === null) return null;
  return (
    <span className={relevant ? 'mark yes' : 'mark no'}>
      <span aria-hidden="true">{relevant ? '✓' : '–'}</span>
      <span className="visually-hidden">{relevant ? 'shares a class' : 'shares no class'}</span>
    </span>
  );
}

/** How far another model has it from here. */
function Moved({ hit: { rank, rankBeside }, beside }: { hit: Hit; beside: string }) {
  if (rankBeside === null) return null;
  const by = rankBeside - rank;
  const words = by === 0 ? 'the same rank' : `${Math.abs(by)} ${by > 0 ? 'higher' : 'lower'} than`;
  return (
    <span className="moved">
      <span aria-hidden="true">{by === 0 ? '=' : `${by > 0 ? '▲' : '▼'} ${Math.abs(by)}`}</span>
      <span className="visually-hidden">
        {words} by {beside}, where it is {rankBeside}
      </span>
    </span>
  );
}

interface ResultProps {
  hit: Hit;
  summary: DatasetSummary;
  size: number;
  both: boolean;
  /** The model whose ranks are told. */
  beside: string | null;
  request: SearchRequest;
}

function Result({ hit, summary, size, both, beside, request }: ResultProps) {
  const { modality, row, own, rank, relevant, copies } = hit;
  const className = own ? 'mine' : classLine(summary, row);
  const { id, caption } = own ?? summary.items[row]!;
  return (
    <li data-class={own ? undefined : className} data-own={own ? true : undefined} data-relevant={relevant ?? undefined} data-score={hit.score}>
      <button type="button" title={id} onClick={() => askWith({ kind: own ? 'own' : 'item', modality, row, weight: 1 })}>
        {own ? <OwnThumbnail item={own} size={size} /> : <Thumbnail row={row} size={size} />}
        <span className="result-text">
          <span className="clamp">{caption || id}</span>
          <small>
            <Relevance relevant={relevant} /> {className}
            {both && <span className={modality}> {modality}</span>}
            {copies.length > 0 && ` · ${copies.length} more with the same features`}
          </small>
        </span>
        <span className="result-score">
          <span className="result-rank">{rank}</span> {score(hit.score)}
          {beside && <Moved hit={hit} beside={beside} />}
        </span>
      </button>
      {!own && <WhyFound hit={hit} summary={summary} request={request} />}
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
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('li > button')];
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
  const models = useModels((state) => state.models);
  const [first] = hits;
  const top = answered && JSON.stringify(answered.query);
  useEffect(() => void scrollTo({ top: 0 }), [top]);
  if (!result || !answered) return <p className="muted">{pending ? 'Searching…' : 'Results will appear here.'}</p>;
  const { target } = answered;
  const grid = (layout ?? (target === 'image' ? 'grid' : 'list')) === 'grid';
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
        {hits.map((hit) => (
          <Result key={`${hit.own ? 'own ' : ''}${hit.modality}${hit.row}`} hit={hit} summary={summary} size={grid ? 88 : 44} both={target === 'both'} beside={answered.beside ? (models.find(({ key }) => key === answered.beside)?.label ?? null) : null} request={answered} />
        ))}
      </ol>
      <div className="buttons">
        {hits.length < result.total && hits.length > 0 && <NextPage left={result.total - hits.length} />}
        <ResultExport summary={summary} result={result} hits={hits} request={answered} />
      </div>
    </section>
  );
}
