import { askWith } from '../../state/asking';
import type { DatasetSummary, Hit, SearchRequest } from '../../worker/protocol';
import { score } from '../parts/format';
import { classLine } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';
import { OwnThumbnail } from './own/OwnThumbnail';
import { Move } from './Move';
import { Relevance } from './Relevance';
import { WhyFound } from './WhyFound';
import './results.css';

export interface ResultProps {
  hit: Hit;
  /** 0-based place in the list. */
  at: number;
  /** Results there are, shown or not. */
  total: number;
  summary: DatasetSummary;
  /** Of the thumbnail, in px. */
  size: number;
  /** Images and texts in one list. */
  both: boolean;
  /** The model whose ranks are told. */
  beside: string | null;
  request: SearchRequest;
}

export function Result({ hit, at, total, summary, size, both, beside, request }: ResultProps) {
  const { modality, row, own, rank, relevant, copies } = hit;
  const className = own ? 'mine' : classLine(summary, row);
  const { id, caption } = own ?? summary.items[row]!;
  return (
    <div role="listitem" aria-posinset={at + 1} aria-setsize={total} className="result" data-class={own ? undefined : className} data-own={own ? true : undefined} data-relevant={relevant ?? undefined} data-score={hit.score}>
      <button type="button" onClick={() => askWith({ kind: own ? 'own' : 'item', modality, row, weight: 1 })}>
        {own ? <OwnThumbnail item={own} size={size} /> : <Thumbnail row={row} size={size} />}
        <span className="result-text">
          <span className="clamp">{caption || id}</span>
          <small>
            <Relevance relevant={relevant} /> {className}
            {both && <span className={modality}> {modality}</span>}
            {caption && id !== caption && <span className="result-id"> · {id}</span>}
            {copies.length > 0 && ` · ${copies.length} more with the same features`}
          </small>
        </span>
        <span className="result-score">
          <span className="result-rank">{rank}</span> {score(hit.score)}
          {beside && hit.rankBeside !== null && <Move hit={hit} by={`by ${beside}`} />}
        </span>
      </button>
      <WhyFound hit={hit} summary={summary} request={request} />
    </div>
  );
}
