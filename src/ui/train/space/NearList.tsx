import { useEffect } from 'react';
import { useDataset } from '../../../state/dataset';
import { findNear, useMap } from '../../../state/map';
import { pointOf, spotOf } from '../../../state/mapSpots';
import { useMapView } from '../../../state/mapView';
import { Thumbnail } from '../../parts/Thumbnail';

/** Items nearest to the chosen one in the whole space, not in the flat picture. */
export function NearList() {
  const summary = useDataset((state) => state.summary);
  const active = useMapView((state) => state.active);
  const axes = useMap((state) => state.axes);
  const near = useMap((state) => state.near);
  const point = axes && active ? pointOf(axes, active) : null;
  useEffect(() => {
    if (axes && point !== null) void findNear(point);
  }, [axes, point]);
  const shown = axes && summary && near && point === near.of ? near.found : null;
  return (
    <section className="map-near" aria-labelledby="near-title">
      <h3 id="near-title">Nearest in the whole space</h3>
      {shown && axes && summary ? (
        <ol>
          {Array.from(shown.points, (other, rank) => {
            const spot = spotOf(axes, other);
            return (
              <li key={other}>
                <button type="button" className="quiet" onClick={() => useMapView.setState({ active: spot })}>
                  <Thumbnail row={spot.row} size={22} />
                  <span className={spot.modality} aria-label={spot.modality}>
                    {spot.modality === 'image' ? '●' : '○'}
                  </span>
                  <span className="one-line">{summary.items[spot.row]!.caption}</span>
                  <span className="muted">{shown.cosines[rank]!.toFixed(2)}</span>
                </button>
              </li>
            );
          })}
        </ol>
      ) : (
        <p className="muted">Click an item, or step to it, to list its neighbours with their cosine.</p>
      )}
    </section>
  );
}
