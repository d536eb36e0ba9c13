import type { Comparison } from '../../comparison/comparison';
import { isComparing, useComparison } from '../../state/comparison';
import { useComparisons } from '../../state/comparisons';
import { useDataset } from '../../state/dataset';

/** Clears the table, and brings back what was cleared or written over. */
export function KeptComparison({ comparison }: { comparison: Comparison | null }) {
  const { setAside, clear, bringBack } = useComparisons();
  const dataset = useDataset((state) => state.summary?.name);
  const running = useComparison((state) => isComparing(state.status));
  const returns = setAside !== null && setAside.setting.dataset.name === dataset;
  return (
    <div className="buttons">
      {returns && !running && (
        <button type="button" className="quiet" onClick={bringBack}>
          {comparison ? 'Bring back the table before' : 'Undo: bring back the table'}
        </button>
      )}
      {comparison && (
        <button type="button" className="quiet" disabled={running} onClick={() => clear(comparison)}>
          Clear the table
        </button>
      )}
    </div>
  );
}
