import { useDataset } from '../../state/dataset';
import { count } from '../parts/format';
import { PaperNote } from '../parts/PaperNote';
import { Thumbnail } from '../parts/Thumbnail';
import { Alerts } from './alerts/Alerts';
import { Hyperparameters } from './Hyperparameters';
import { RunControls } from './RunControls';
import { TrainSections } from './TrainSections';

const strip = [0.03, 0.17, 0.31, 0.45, 0.59, 0.73, 0.87];

function DatasetLine() {
  const summary = useDataset((state) => state.summary);
  const loading = useDataset((state) => state.loading);
  const problem = useDataset((state) => state.problem);
  if (!summary) {
    return <p className="muted dataset-line">{problem ? `No dataset: ${problem.message}` : `${loading?.task ?? 'Starting'}…`}</p>;
  }
  return (
    <p className="dataset-line">
      <span className="strip" aria-hidden="true">
        {strip.map((share) => (
          <Thumbnail key={share} row={Math.floor(share * summary.count)} size={24} />
        ))}
      </span>
      <b>{summary.name}</b>
      <span className="muted">
        {count(summary.count)} pairs · {summary.classNames.length || 'no'} classes
      </span>
    </p>
  );
}

export function TrainPlace() {
  return (
    <div className="train-place">
      <section className="panel run-panel" aria-labelledby="train-title">
        <h1 id="train-title">Train ALSCOR</h1>
        <DatasetLine />
        <RunControls />
        <Alerts />
      </section>
      <TrainSections />
      <section className="panel settings-panel" aria-labelledby="settings-title">
        <Hyperparameters />
        <PaperNote />
      </section>
    </div>
  );
}
