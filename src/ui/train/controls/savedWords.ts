import type { StoredState } from '../../../worker/runs/record';

/** "Saved at step 120; kept: steps 60, 100." */
export function savedWords(states: readonly StoredState[]): string {
  if (states.length === 0) return 'Nothing of a run is saved yet.';
  const newest = Math.max(...states.map(({ step }) => step));
  const kept = states.filter((state) => state.kept).map(({ step }) => step);
  if (kept.length === 0) return `Saved at step ${newest}.`;
  return `Saved at step ${newest}; kept: step${kept.length === 1 ? '' : 's'} ${kept.toSorted((a, b) => a - b).join(', ')}.`;
}
