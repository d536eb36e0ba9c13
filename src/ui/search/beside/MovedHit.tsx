import { askWith } from '../../../state/asking';
import { hitKey } from '../../../state/besides';
import type { DatasetSummary, Hit } from '../../../worker/protocol';
import { classLine } from '../../parts/itemClasses';
import { Thumbnail } from '../../parts/Thumbnail';
import { OwnThumbnail } from '../own/OwnThumbnail';
import { Move } from '../Move';
import { Relevance } from '../Relevance';

interface MovedHitProps {
  hit: Hit;
  summary: DatasetSummary;
  /** With whose ranks it is compared: "by Linear CCA"; null where with none. */
  by: string | null;
  /** Shown because the other side's is pointed at. */
  linked?: boolean;
  onPoint?(on: boolean): void;
}

/** A hit in one line, with how far it has moved; it asks when it is chosen. */
export function MovedHit({ hit, summary, by, linked = false, onPoint }: MovedHitProps) {
  const { modality, row, own, rank, relevant } = hit;
  const { id, caption } = own ?? summary.items[row]!;
  const point = (on: boolean) => () => onPoint?.(on);
  return (
    <li className={linked ? 'linked' : undefined} data-row={hitKey(hit)} data-relevant={relevant ?? undefined}>
      <button type="button" title={id} onClick={() => askWith({ kind: own ? 'own' : 'item', modality, row, weight: 1 })} onMouseEnter={point(true)} onMouseLeave={point(false)} onFocus={point(true)} onBlur={point(false)}>
        <span className="result-rank">{rank}</span>
        {own ? <OwnThumbnail item={own} size={36} /> : <Thumbnail row={row} size={36} />}
        <span className="moved-text">
          <span className="clamp">{caption || id}</span>
          <small>
            <Relevance relevant={relevant} />{' '}
            {own ? 'mine' : classLine(summary, row)}
          </small>
        </span>
        {by !== null && <Move hit={hit} by={by} />}
      </button>
    </li>
  );
}
