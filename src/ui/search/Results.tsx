import { useEffect, useRef } from 'react';
import { useModels } from '../../state/models';
import { useSearch } from '../../state/search';
import { useView } from '../../state/view';
import type { DatasetSummary } from '../../worker/protocol';
import { count } from '../parts/format';
import { RankingCharts } from './RankingCharts';
import { ResultExport } from './ResultExport';
import { ResultList } from './ResultList';
import { ResultTools } from './ResultTools';

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

const titles = { image: 'Images', text: 'Texts', both: 'Images and texts' };

export function Results({ summary }: { summary: DatasetSummary }) {
  const { result, hits, answered, pending } = useSearch();
  const layout = useView((state) => state.layout);
  const models = useModels((state) => state.models);
  const [first] = hits;
  const top = answered && JSON.stringify(answered.query);
  useEffect(() => void scrollTo({ top: 0 }), [top]);
  if (!result || !answered) return <p className="muted">{pending ? 'Searching…' : 'Results will appear here.'}</p>;
  const { target, beside } = answered;
  const besideLabel = models.find(({ key }) => key === beside)?.label ?? null;
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
      <ResultList hits={hits} grid={grid} total={result.total} summary={summary} both={target === 'both'} beside={besideLabel} request={answered} />
      <div className="buttons">
        {hits.length < result.total && hits.length > 0 && <NextPage left={result.total - hits.length} />}
        <ResultExport summary={summary} result={result} request={answered} />
      </div>
    </section>
  );
}
