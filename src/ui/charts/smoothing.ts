interface Smoothed {
  weight: number;
  values: number[];
  mean: number;
  share: number;
}

/** The latest smoothing of each column: a column that grows is smoothed on from where it stopped. */
const latest = new WeakMap<ArrayLike<number>, Smoothed>();

/**
 * Exponential moving average, corrected for its start: m ← w·m + (1 - w)·v over 1 - wⁿ. NaN is passed over and stays.
 * @param column grows at its end only; the same array comes back longer at each call
 * @param weight w in [0, 1); 0 returns the column itself
 */
export function smoothed(column: ArrayLike<number>, weight: number): ArrayLike<number> {
  if (weight <= 0) return column;
  let state = latest.get(column);
  if (state?.weight !== weight) {
    state = { weight, values: [], mean: 0, share: 0 };
    latest.set(column, state);
  }
  for (let i = state.values.length; i < column.length; i++) state.values.push(advance(state, column[i]!));
  return state.values;
}

function advance(state: Smoothed, value: number): number {
  if (Number.isNaN(value)) return value;
  state.mean = state.weight * state.mean + (1 - state.weight) * value;
  state.share = state.weight * state.share + (1 - state.weight);
  return state.mean / state.share;
}
