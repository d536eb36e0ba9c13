import { useEffect, useState } from 'react';
import { useDataset } from '../../../state/dataset';
import { useMapView } from '../../../state/mapView';
import { useSelection } from '../../../state/selection';
import { count } from '../../parts/format';
import { classLine } from '../../parts/itemClasses';
import { Thumbnail } from '../../parts/Thumbnail';

const BATCH = 50;

/** The selected pairs as data; drawn only while it is open. */
export function SelectedTable() {
  const summary = useDataset((state) => state.summary);
  const rows = useSelection((state) => state.rows);
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(BATCH);
  useEffect(() => setShown(BATCH), [rows]);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Selected pairs as a table</summary>
      {open && summary && (
        <>
          <div className="table-scroll" tabIndex={0} role="region" aria-label="Selected pairs">
            <table className="preview map-table">
              <thead>
                <tr>
                  <th scope="col">Image</th>
                  <th scope="col">Text</th>
                  <th scope="col">Class</th>
                  <th scope="col">Split</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, shown).map((row) => (
                  <tr key={row}>
                    <td>
                      <Thumbnail row={row} size={32} />
                    </td>
                    <td className="caption-cell">
                      <button type="button" className="quiet" onClick={() => useMapView.setState({ active: { modality: 'text', row } })}>
                        {summary.items[row]!.caption}
                      </button>
                    </td>
                    <td>{classLine(summary, row)}</td>
                    <td>{summary.items[row]!.split}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {rows.length === 0 && <p className="muted">Nothing is selected.</p>}
          {rows.length > shown && (
            <button type="button" onClick={() => setShown(shown + 2 * BATCH)}>
              Show more of {count(rows.length)}
            </button>
          )}
        </>
      )}
    </details>
  );
}
