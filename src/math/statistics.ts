export interface Summary {
  mean: number;
  /** Sample deviation, over n - 1; 0 of one value. */
  std: number;
}

/** Mean and sample deviation; the mean of no values is NaN. */
export function meanAndDeviation(values: readonly number[]): Summary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(square / Math.max(1, values.length - 1)) };
}
