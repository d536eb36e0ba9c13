import { removePart, weighPart } from '../../state/asking';
import { useSearch } from '../../state/search';
import { partModality } from '../../state/searchRequest';
import type { DatasetSummary, QueryPart } from '../../worker/protocol';
import { score } from '../parts/format';
import { classLine, classNamesOf } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';
import { OwnPartName, OwnPartPicture } from './own/OwnPart';
import { useParts } from './useParts';
import './search.css';

/** How the query did: only items of the dataset have classes to be judged by. */
function Judgement({ summary, row }: { summary: DatasetSummary; row: number | null }) {
  const { result, answered } = useSearch();
  if (!result) return null;
  const { judgement, gallerySize } = result;
  if (!judgement) return <p className="muted">{gallerySize} items ranked; {answered?.gallery === 'own' ? 'items of your own have no class, so' : 'without a class'} there is no average precision.</p>;
  const classes = row === null ? 0 : classNamesOf(summary, row).length;
  const among = judgement.precisionAt.filter(({ depth }) => depth >= 5 && depth <= 20);
  return (
    <p className="muted">
      Average precision <b>{score(judgement.averagePrecision)}</b>
      {among.map(({ depth, value }) => ` · P@${depth} ${score(value)}`)} · {judgement.relevant} of {judgement.items} items{judgement.items < gallerySize && ' of the dataset'}{' '}
      {classes === 0 ? 'belong to the same image' : `share ${classes > 1 ? 'one of its classes' : 'its class'}`}
    </p>
  );
}

function Picture({ part, index, first, size }: { part: QueryPart; index: number; first: number; size: number }) {
  const pictures = useSearch((state) => state.pictures);
  if (part.kind === 'picture') return <img src={pictures[index - first]?.url} alt="Your picture" width={size} height={size} />;
  if (part.kind === 'own') return <OwnPartPicture part={part} size={size} />;
  return part.kind === 'item' && part.modality === 'image' ? <Thumbnail row={part.row} size={size} /> : null;
}

function partName(summary: DatasetSummary, part: QueryPart): string {
  if (part.kind === 'words') return `“${part.text}”`;
  if (part.kind === 'picture') return 'Your picture';
  if (part.kind === 'own') return `Your ${part.modality} ${part.row + 1}`;
  return summary.items[part.row]?.caption ?? '';
}

const weights = [2, 1, 0.5, -0.5, -1];

/** Several parts, each with its weight. */
function Mixture({ summary, parts, first }: { summary: DatasetSummary; parts: QueryPart[]; first: number }) {
  return (
    <ul className="mixture" aria-label="Parts of the query">
      {parts.map((part, index) => {
        const name = partName(summary, part);
        return (
          <li key={index} data-sign={part.weight < 0 ? 'minus' : 'plus'}>
            <select aria-label={`Weight of ${name}`} value={part.weight} onChange={({ target }) => weighPart(index, Number(target.value))}>
              {[...new Set([...weights, part.weight])].map((weight) => (
                <option key={weight} value={weight}>
                  {weight < 0 ? `− ${-weight}` : `+ ${weight}`}
                </option>
              ))}
            </select>
            <Picture part={part} index={index} first={first} size={32} />
            <span className="clamp">
              {part.kind === 'own' ? <OwnPartName part={part} /> : name} <small className={partModality(part)}>{partModality(part)}</small>
            </span>
            <button type="button" className="quiet" aria-label={`Take out ${name}`} onClick={() => removePart(index)}>
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const plural = { image: 'images', text: 'texts', both: 'images and texts' };

export function PresentQuery({ summary }: { summary: DatasetSummary }) {
  const parts = useParts();
  const target = useSearch((state) => state.answered?.target);
  const [part] = parts;
  if (!part) return null;
  const modality = partModality(part);
  const alone = parts.length === 1;
  const first = parts.filter(({ kind }) => kind !== 'picture').length;
  const row = alone && part.kind === 'item' ? part.row : null;
  const item = row === null ? undefined : summary.items[row];
  const found = plural[target ?? (modality === 'image' ? 'text' : 'image')];
  const subject = part.kind === 'picture' ? 'Your picture' : `${part.kind === 'own' ? 'Your' : 'This'} ${modality === 'image' ? 'picture' : 'text'}`;
  return (
    <section className="panel present-query" aria-label="Present query" data-modality={modality} data-class={row === null ? undefined : classLine(summary, row)}>
      {alone && <Picture part={part} index={0} first={first} size={72} />}
      <div>
        <p className={`kicker ${modality}`}>{alone ? `${subject} asks for ${found}${part.kind === 'picture' ? ' (experimental)' : ''}` : `${parts.length} parts ask for ${found}`}</p>
        {!alone && <Mixture summary={summary} parts={parts} first={first} />}
        {alone && part.kind === 'words' && <p className="query-text">{partName(summary, part)}</p>}
        {alone && part.kind === 'own' && (
          <p className="query-text">
            <OwnPartName part={part} />
          </p>
        )}
        {item && <p className={modality === 'text' ? 'query-text' : 'clamp'}>{item.caption}</p>}
        {item && row !== null && (
          <p className="muted">
            {classLine(summary, row)} · {item.split} item
          </p>
        )}
        <Judgement summary={summary} row={row} />
      </div>
    </section>
  );
}
