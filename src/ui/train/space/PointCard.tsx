import { useDataset } from '../../../state/dataset';
import { useMapView } from '../../../state/mapView';
import { useSelection } from '../../../state/selection';
import { classLine } from '../../parts/itemClasses';
import { Thumbnail } from '../../parts/Thumbnail';
import { openInSearch } from './openInSearch';

/** The item under the pointer, else the one that was chosen. */
export function PointCard() {
  const summary = useDataset((state) => state.summary);
  const hovered = useMapView((state) => state.hovered);
  const active = useMapView((state) => state.active);
  const selected = useSelection(({ rows }) => active !== null && rows.includes(active.row));
  const spot = hovered ?? active;
  const item = spot && summary?.items[spot.row];
  return (
    <section className="map-card" aria-label="Item of the map" data-row={item ? spot.row : undefined} data-modality={item ? spot.modality : undefined}>
      {summary && spot && item ? (
        <>
          <div className="map-item" aria-live={hovered ? 'off' : 'polite'}>
            <Thumbnail row={spot.row} size={56} />
            <div>
              <p className={`kicker ${spot.modality}`}>{spot.modality === 'image' ? '● Image' : '○ Text'}</p>
              <p className="clamp">{item.caption}</p>
              <p className="muted">
                {classLine(summary, spot.row)} · {item.split} item
              </p>
            </div>
          </div>
        </>
      ) : (
        <p className="muted">Point at an item, or step from item to item with the arrow keys, to see what it is. A line leads to the other half of its pair.</p>
      )}
      <div className="buttons">
        <button type="button" disabled={!active} onClick={() => active && openInSearch(active)}>
          Search with it
        </button>
        <button type="button" disabled={!active} aria-pressed={selected} onClick={() => active && useSelection.getState().toggle(active.row)}>
          Select
        </button>
      </div>
    </section>
  );
}
