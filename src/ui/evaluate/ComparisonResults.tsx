import { lazy, Suspense } from 'react';
import { configFields } from '../../alscor/config';
import type { Comparison } from '../../comparison/comparison';
import { listed } from '../../comparison/numbers';
import { standingSentences } from '../../comparison/standing';
import { comparisonRows } from '../../comparison/summary';
import { useDataset } from '../../state/dataset';
import { useSettings } from '../../state/settings';
import { Ablations } from './Ablations';
import { ComparisonExport } from './ComparisonExport';
import { ComparisonTable } from './ComparisonTable';
import { KeptComparison } from './KeptComparison';
import { Protocol } from './Protocol';

const ComparisonCharts = lazy(() => import('../charts/ComparisonCharts'));

function OtherSettings({ comparison }: { comparison: Comparison }) {
  const config = useSettings((state) => state.config);
  const used = comparison.setting.config;
  const changed = configFields.filter(({ key }) => used[key] !== config[key]).map(({ key, label }) => `${label} ${used[key]}, now ${config[key]}`);
  return changed.length > 0 ? <p className="warning">Made with other settings than those of Train: {listed(changed)}.</p> : null;
}

function Standing({ comparison }: { comparison: Comparison }) {
  return (
    <ul className="standing" aria-label="Who is ahead">
      {standingSentences(comparisonRows(comparison)).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Filled({ comparison }: { comparison: Comparison }) {
  return (
    <>
      <OtherSettings comparison={comparison} />
      <ComparisonTable comparison={comparison} />
      {comparison.fits.length > 0 && (
        <>
          <Standing comparison={comparison} />
          <ComparisonExport comparison={comparison} />
          <Ablations comparison={comparison} />
          <Suspense fallback={<p className="muted">Loading the charts…</p>}>
            <ComparisonCharts comparison={comparison} />
          </Suspense>
        </>
      )}
      <Protocol comparison={comparison} />
    </>
  );
}

function Empty() {
  const loaded = useDataset((state) => state.summary !== null);
  if (!loaded) return <p className="muted">A comparison is shown with its dataset, which is not there yet.</p>;
  return (
    <p className="muted">
      No comparison of this dataset yet. It will hold each method with each of its scores: MAP both ways as mean ± deviation over the seeds, what the
      validation items chose, whether the difference to ALSCOR is more than luck of the queries, curves, classes, and what each part of ALSCOR gives.
    </p>
  );
}

export function ComparisonResults({ comparison }: { comparison: Comparison | null }) {
  return (
    <section className="panel" aria-labelledby="comparison-title">
      <div className="panel-head">
        <h2 id="comparison-title">The comparison</h2>
        <KeptComparison comparison={comparison} />
      </div>
      {comparison ? <Filled comparison={comparison} /> : <Empty />}
    </section>
  );
}
