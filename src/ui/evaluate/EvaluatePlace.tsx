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
  if (!evaluations) {
    return <p className="muted">The table will hold each method with each of its scores: MAP in both directions, recall of the own pair, median rank and nDCG.</p>;
  }
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

export function EvaluatePlace() {
  const { running, problem, evaluate } = useEvaluation();
  const models = useModels((state) => state.models);
  const loaded = useDataset((state) => state.summary !== null);
  return (
    <div className="evaluate-place">
      <section className="panel" aria-labelledby="evaluate-title">
        <h1 id="evaluate-title">Evaluation</h1>
        <p className="muted">
          Reads the test split once, for every model that is there. The test split is for reporting, not for tuning: choose settings by the
          validation MAP of the training place, then evaluate at the end.
        </p>
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
    </div>
  );
}
