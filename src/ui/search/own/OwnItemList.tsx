import type { Modality } from '../../../retrieval/scores';
import { askWith } from '../../../state/asking';
import { SHOWN_ITEMS, useGallery } from '../../../state/gallery';
import type { NumberedItem } from '../../../worker/protocol';
import { DeletedRow } from '../../parts/DeletedRow';
import { count } from '../../parts/format';
import { OwnThumbnail } from './OwnThumbnail';

const nameOf = ({ caption, id }: NumberedItem): string => caption || id;

function Item({ item }: { item: NumberedItem }) {
  const removeItem = useGallery((state) => state.removeItem);
  const { modality, row, id } = item;
  return (
    <li>
      <button type="button" title={id} onClick={() => askWith({ kind: 'own', modality, row, weight: 1 })}>
        <OwnThumbnail item={item} size={44} />
        <span className="clamp">{nameOf(item)}</span>
      </button>
      <button type="button" className="quiet" aria-label={`Remove ${nameOf(item)}`} onClick={() => void removeItem(item)}>
        ×
      </button>
    </li>
  );
}

/** The first items of a modality; each asks when it is pressed. */
export function OwnItemList({ modality }: { modality: Modality }) {
  const items = useGallery((state) => state.items[modality]);
  const all = useGallery((state) => state.gone);
  const total = useGallery((state) => state.summary?.counts[modality] ?? 0);
  const restoreItem = useGallery((state) => state.restoreItem);
  const gone = all.filter((item) => item.modality === modality);
  if (total === 0 && gone.length === 0) return null;
  const shown = [...gone, ...items].sort((a, b) => a.row - b.row);
  const title = modality === 'image' ? 'Images' : 'Texts';
  return (
    <section aria-label={`My ${modality}s`}>
      <h3>
        {title} <small>{total > SHOWN_ITEMS ? `the first ${SHOWN_ITEMS} of ${count(total)}; press one to ask with it` : 'press one to ask with it'}</small>
      </h3>
      <ul className="own-items">
        {shown.map((item) => (gone.includes(item) ? <DeletedRow key={item.row} name={nameOf(item)} onUndo={() => void restoreItem(item)} /> : <Item key={item.row} item={item} />))}
      </ul>
    </section>
  );
}
