import { useSelection } from '../../state/selection';
import { useView } from '../../state/view';
import { count } from '../parts/format';
import './selectionChip.css';

/** Tells that only the pairs selected on the map are searched, and ends that. */
export function SelectionChip() {
  const pairs = useSelection((state) => state.rows.length);
  const clear = useSelection((state) => state.clear);
  const gallery = useView((state) => state.gallery);
  if (pairs === 0) return null;
  return (
    <div className="selection-chip" role="group" aria-label="Selection">
      <span>
        Only among {pairs === 1 ? 'the 1 pair' : `the ${count(pairs)} pairs`} selected on the map{gallery === 'test' ? ', test items' : ''}
      </span>
      <button type="button" onClick={clear}>
        Search all again
      </button>
    </div>
  );
}
