import { isComparing, useComparison } from '../../state/comparison';
import { comparisonOf, useComparisons } from '../../state/comparisons';
import { useDataset } from '../../state/dataset';
import { useSettings } from '../../state/settings';
import { ComparisonControls } from './ComparisonControls';
import { ComparisonProgress } from './ComparisonProgress';
import { ComparisonResults } from './ComparisonResults';
import { MethodChooser } from './MethodChooser';

/** What is being filled, else what is kept of this dataset. */
function useShownComparison() {
  const running = useComparison((state) => (isComparing(state.status) ? state.running : null));
  const kept = useComparisons((state) => state.kept);
  const summary = useDataset((state) => state.summary);
  const config = useSettings((state) => state.config);
  return running ?? (summary && comparisonOf(kept, summary, config));
}

export function ComparisonPanel() {
  const comparison = useShownComparison();
  return (
    <>
      <section className="panel" aria-labelledby="compare-title">
        <h2 id="compare-title">Compare methods</h2>
        <p className="muted">
          Fits each method from each seed, one after the other, and reads the test items once at the end of each fit. ALSCOR and its ablations take the
          settings of the training place.
        </p>
        <MethodChooser />
        <ComparisonControls />
        <ComparisonProgress />
      </section>
      <ComparisonResults comparison={comparison} />
    </>
  );
}
