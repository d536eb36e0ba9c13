import type { DatasetSummary } from '../../worker/protocol';
import { useSearch } from '../../state/search';
import { queryModality } from '../../state/searchRequest';
import { useView } from '../../state/view';
import { score } from '../parts/format';
import { classLine, classNamesOf } from '../parts/itemClasses';
import { Thumbnail } from '../parts/Thumbnail';

/** How the query did: only items of the dataset have classes to be judged by. */
function Judgement({ classes, item }: { classes: number; item: boolean }) {
  const result = useSearch((state) => state.result);
  if (!result) return null;
  const { averagePrecision, relevantCount, gallerySize } = result;
  if (averagePrecision === null) return <p className="muted">{gallerySize} items ranked; without a class there is no average precision.</p>;
  return (
    <p className="muted">
      Average precision <b>{score(averagePrecision)}</b> · {relevantCount} of {gallerySize} items {classes === 0 && item ? 'belong to the same image' : `share ${classes > 1 ? 'one of its classes' : 'its class'}`}
    </p>
  );
}

export function PresentQuery({ summary }: { summary: DatasetSummary }) {
  const { query, direction } = useView();
  const picture = useSearch((state) => state.picture);
  const modality = queryModality(query, direction, picture !== null);
  const row = query?.kind === 'item' && !picture ? query.row : null;
  const item = row === null ? undefined : summary.items[row];
  const asks = modality === 'image' ? 'This picture asks for texts' : 'This text asks for images';
  return (
    <section className="panel present-query" aria-label="Present query" data-modality={modality} data-class={row === null ? undefined : classLine(summary, row)}>
      {picture && <img src={picture.url} alt="Your picture" width={72} height={72} />}
      {row !== null && modality === 'image' && <Thumbnail row={row} size={72} />}
      <div>
        <p className={`kicker ${modality}`}>{picture ? 'Your picture asks for texts (experimental)' : asks}</p>
        {query?.kind === 'words' && !picture && <p className="query-text">“{query.text}”</p>}
        {item && <p className={modality === 'text' ? 'query-text' : 'clamp'}>{item.caption}</p>}
        {item && row !== null && (
          <p className="muted">
            {classLine(summary, row)} · {item.split} item
          </p>
        )}
        <Judgement item={row !== null} classes={row === null ? 0 : classNamesOf(summary, row).length} />
      </div>
    </section>
  );
}
