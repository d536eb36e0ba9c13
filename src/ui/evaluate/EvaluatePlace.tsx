import { ComparisonPanel } from './ComparisonPanel';
import { TrainedModel } from './TrainedModel';

export function EvaluatePlace() {
  return (
    <div className="evaluate-place">
      <header>
        <h1>Evaluation</h1>
        <p className="muted">The test split is for reporting, not for tuning: choose settings by the validation MAP of the training place, then evaluate at the end.</p>
      </header>
      <TrainedModel />
      <ComparisonPanel />
    </div>
  );
}
