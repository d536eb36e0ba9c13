import { useImport } from '../../state/importing';
import { count, duration } from '../parts/format';
import { Message } from '../parts/Notices';

/** What is being read, how far it is, and what went wrong. */
export function ImportStatus() {
  const { phase, progress, problem, cancel, inspection, review } = useImport();
  if (problem) {
    return (
      <div className="notice bad" role="alert">
        <Message {...problem} />
        <div className="buttons">
          {inspection && (
            <button type="button" onClick={review}>
              Change what the columns mean
            </button>
          )}
          <button type="button" className="quiet" onClick={cancel}>
            Dismiss
          </button>
        </div>
      </div>
    );
  }
  if (phase !== 'inspecting' && phase !== 'converting') return null;
  const { task = 'Reading the files', done = 0, total = 0, leftMs = null } = progress ?? {};
  return (
    <div className="loading" role="status" aria-label="Taking files in">
      <progress value={total > 0 ? done : undefined} max={total > 0 ? total : undefined} aria-label={task} />
      <span>
        {task}
        {total > 0 && ` · ${count(done)} of ${count(total)}`}
        {leftMs !== null && ` · ${duration(leftMs)} left`}
      </span>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </div>
  );
}
