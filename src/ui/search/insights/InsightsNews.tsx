import { isOutdated, useInsights } from '../../../state/insights';
import type { ModelInfo } from '../../../worker/protocol';
import { count, duration } from '../../parts/format';
import { Message } from '../../parts/Notices';

export function LookProgress() {
  const { looking, progress, cancel } = useInsights();
  if (!looking) return null;
  return (
    <div className="loading" role="status" aria-label="Looking at the test set">
      <progress value={progress?.done} max={progress?.total} aria-label="Queries asked" />
      <span>
        {progress ? `${progress.name}: ${count(progress.done)} of ${count(progress.total)}` : 'Asking with every test item'}
        {progress && progress.leftMs !== null && `, ${duration(progress.leftMs)} left`}
      </span>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}

interface InsightsNewsProps {
  model: ModelInfo;
  score: string;
  again(): void;
}

/** Why what is shown is not what is chosen, and a way to look again. */
export function InsightsNews({ model, score, again }: InsightsNewsProps) {
  const { insights, looking, problem, cancelled } = useInsights();
  if (looking) return null;
  const button = (
    <button type="button" onClick={again}>
      {insights || cancelled || problem ? 'Look again' : 'Look at the test set'}
    </button>
  );
  if (problem) {
    return (
      <div className="notice bad" role="alert">
        <Message {...problem} />
        {button}
      </div>
    );
  }
  const old = insights && (isOutdated(insights.model, model) || insights.score !== score);
  if (insights && !old && !cancelled) return null;
  return (
    <div className="notice quiet" role="status">
      <span>
        {cancelled && 'Cancelled. '}
        {old && `This shows ${insights.model.label}, ${insights.score}; ${model.label}, ${score}, has come since.`}
        {!insights && !cancelled && 'All test items are asked at once, which takes a while with so many.'}
      </span>
      {button}
    </div>
  );
}
