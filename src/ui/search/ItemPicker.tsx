import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Modality } from '../../retrieval/scores';
import type { DatasetSummary } from '../../worker/protocol';
import { useView } from '../../state/view';
import { count } from '../parts/format';
import { Thumbnail } from '../parts/Thumbnail';
import { filterRows } from './filterRows';

const BATCH: Record<Modality, number> = { image: 60, text: 30 };

interface ItemPickerProps {
  summary: DatasetSummary;
  modality: Modality;
  onPick(row: number): void;
}

export function ItemPicker({ summary, modality, onPick }: ItemPickerProps) {
  const [filter, setFilter] = useState('');
  const [shown, setShown] = useState(BATCH[modality]);
  const query = useView((state) => state.query);
  const wanted = useDeferredValue(filter);
  const rows = useMemo(() => filterRows(summary, wanted), [summary, wanted]);
  useEffect(() => setShown(BATCH[modality]), [modality, wanted]);
  const [asked] = query;
  const chosen = asked?.kind === 'item' && asked.modality === modality ? asked.row : -1;
  return (
    <>
      <label className="filter">
        Filter {modality === 'image' ? 'pictures' : 'texts'} by caption or class
        <input type="search" value={filter} onChange={({ target }) => setFilter(target.value)} />
      </label>
      <p className="help">{count(rows.length)} items; test items first.</p>
      <ul className={modality === 'image' ? 'picture-grid' : 'text-list'} aria-label={modality === 'image' ? 'Pictures' : 'Texts'}>
        {rows.slice(0, shown).map((row) => {
          const caption = summary.items[row]!.caption;
          return (
            <li key={row}>
              {modality === 'image' ? (
                <button type="button" aria-pressed={row === chosen} aria-label={caption} title={caption} onClick={() => onPick(row)}>
                  <Thumbnail row={row} size={40} />
                </button>
              ) : (
                <button type="button" aria-pressed={row === chosen} onClick={() => onPick(row)}>
                  <span className="clamp">{caption}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {rows.length > shown && (
        <button type="button" onClick={() => setShown(shown + 2 * BATCH[modality])}>
          Show more
        </button>
      )}
    </>
  );
}
