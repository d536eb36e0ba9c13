import { useSelection } from '../../../state/selection';
import { searchAmongSelected } from './openInSearch';
import { selectedWords } from './sentences';

export function SelectionBar() {
  const pairs = useSelection((state) => state.rows.length);
  const clear = useSelection((state) => state.clear);
  return (
    <div className="map-selection" role="group" aria-label="Selection">
      <p aria-live="polite" data-selected={pairs}>
        {pairs > 0 ? <b>{selectedWords(pairs)}</b> : 'Nothing selected: drag with Shift held, or choose Select and drag, around some items.'}
      </p>
      <div className="buttons">
        <button type="button" disabled={pairs === 0} onClick={searchAmongSelected}>
          Search among them
        </button>
        <button type="button" disabled={pairs === 0} onClick={clear}>
          Clear
        </button>
      </div>
    </div>
  );
}
