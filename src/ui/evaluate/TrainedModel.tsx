import { lazy, Suspense } from 'react';
import { useDataset } from '../../state/dataset';
import { useEvaluation } from '../../state/evaluation';
import { useModels } from '../../state/models';
import { Message } from '../parts/Notices';
import { EvaluationExport } from './EvaluationExport';
import { EvaluationTable } from './EvaluationTable';

const EvaluationCharts = lazy(() => import('../charts/EvaluationCharts'));

function Outcome() {
  const evaluations = useEvaluation((state) => state.evaluations);
  if (!evaluations) return null;
  return (
    <>
      <EvaluationTable evaluations={evaluations} />
      <EvaluationExport evaluations={evaluations} />
      <Suspense fallback={<p className="muted">Loading the charts…</p>}>
        <EvaluationCharts evaluations={evaluations} />
      </Suspense>
    </>
  );
}

/** The one run of the training place, beside linear CCA. */
export function TrainedModel() {
  const { running, problem, evaluate } = useEvaluation();
  const models = useModels((state) => state.models);
  const loaded = useDataset((state) => state.summary !== null);
  return (
    <section className="panel" aria-labelledby="trained-title">
      <h2 id="trained-title">The model trained just now</h2>
      <p className="muted">One run from one seed, as it stands in the training place, beside linear CCA. Every model that is there reads the test items once.</p>
      <div className="buttons">
        <button type="button" className="primary" disabled={!loaded || running || models.length === 0} onClick={() => void evaluate()}>
          {running ? 'Evaluating…' : 'Evaluate on the test split'}
        </button>
        <span className="muted">{models.length > 0 ? models.map(({ label }) => label).join(', ') : 'No model yet'}</span>
      </div>
      {problem && (
        <div className="notice bad" role="alert">
          <Message {...problem} />
        </div>
      )}
      <Outcome />
    </section>
  );
}
