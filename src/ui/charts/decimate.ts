/**
 * Indices of at most `limit` points of curves that share their x axis: the lowest and the highest value
 * of each curve in each of equally long stretches, and the two ends. NaN is passed over.
 * @param columns one array a curve, all of the same length
 */
export function decimate(columns: readonly (readonly number[])[], limit: number): number[] {
  const length = columns[0]?.length ?? 0;
  if (length <= limit) return Array.from({ length }, (_, i) => i);
  const buckets = Math.max(1, Math.floor((limit - 2) / (2 * columns.length)));
  const kept = new Set([0, length - 1]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = Math.floor((bucket * length) / buckets);
    const end = Math.floor(((bucket + 1) * length) / buckets);
    for (const column of columns) for (const index of extremes(column, start, end)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

function extremes(column: readonly number[], start: number, end: number): number[] {
  let low = -1;
  let high = -1;
  for (let i = start; i < end; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    if (low < 0 || value < column[low]!) low = i;
    if (high < 0 || value > column[high]!) high = i;
  }
  return low < 0 ? [] : [low, high];
}

/** Exponential moving average corrected for its start; weight 0 returns the values as they are. */
export function smooth(values: readonly number[], weight: number): readonly number[] {
  if (weight <= 0) return values;
  let mean = 0;
  let share = 0;
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    mean = weight * mean + (1 - weight) * value;
    share = weight * share + (1 - weight);
    return mean / share;
  });
}
