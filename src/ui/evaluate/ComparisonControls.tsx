import { configFields } from '../../alscor/config';
import { isComparing, useComparison } from '../../state/comparison';
import { useDataset, useHasClasses } from '../../state/dataset';
import { useEnvironment } from '../../state/environment';
import { chosenMethods, useMethods } from '../../state/methods';
import { isActive, useRun } from '../../state/run';
import { fieldProblem, useSettings } from '../../state/settings';
import { useView } from '../../state/view';

export const MOST_SEEDS = 10;
const USUAL_SEEDS = 3;

/** Why nothing can be compared now; null where it can. */
function useObstacle(chosen: readonly string[]): string | null {
  const ready = useEnvironment((state) => state.phase === 'ready');
  const loading = useDataset((state) => state.loading !== null);
  const loaded = useDataset((state) => state.summary !== null);
  const training = useRun((state) => isActive(state.status?.phase));
  const config = useSettings((state) => state.config);
  const invalid = configFields.map(({ key }) => fieldProblem(config, key)).find((problem) => problem !== null);
  if (loading) return 'The dataset is being read…';
  if (!ready) return 'No backend is there to compute on.';
  if (!loaded) return 'No dataset is there yet.';
  if (training) return 'A run is going on in the training place. Stop it first.';
  if (chosen.length === 0) return 'Choose a method.';
  return invalid ?? null;
}

function seedWords(first: number, seeds: number): string {
  return seeds === 1 ? `seed ${first}` : `seeds ${first} to ${first + seeds - 1}`;
}

export function ComparisonControls() {
  const { status, busy, compare, cancel } = useComparison();
  const methods = useMethods((state) => state.methods);
  const view = useView();
  const firstSeed = useSettings((state) => state.config.seed);
  const withClasses = useHasClasses();
  const chosen = chosenMethods(methods, view.methods, withClasses);
  const seeds = view.seeds ?? USUAL_SEEDS;
  const running = isComparing(status);
  const obstacle = useObstacle(chosen);
  const counted = chosen.length === 0 ? '' : `${chosen.length} × ${seeds} fits, ${seedWords(firstSeed, seeds)}`;
  return (
    <div className="comparison-controls">
      <label>
        Seeds{' '}
        <select value={seeds} disabled={running} onChange={({ target }) => view.choose({ seeds: Number(target.value) })}>
          {Array.from({ length: MOST_SEEDS }, (_, i) => (
            <option key={i + 1}>{i + 1}</option>
          ))}
        </select>
      </label>
      <button type="button" className="primary" disabled={running || busy || obstacle !== null} onClick={() => void compare(chosen, seeds)}>
        Run the comparison
      </button>
      <button type="button" disabled={!running || busy} onClick={() => void cancel()}>
        Cancel
      </button>
      <span className="muted">{running ? '' : (obstacle ?? counted)}</span>
    </div>
  );
}
