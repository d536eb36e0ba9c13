/** One curve of a small plot. */
export interface Line {
  name: string;
  colour: string;
  dash?: string;
  /** Ascending. */
  x: readonly number[];
  /** As long; what has no place on the axis breaks the line. */
  y: readonly number[];
}

export interface Axis {
  domain: [number, number];
  log: boolean;
}

/** Where a value lies on an axis, 0 to 1; NaN where it has no place. */
export function shareOn({ domain: [low, high], log }: Axis, value: number): number {
  if (!log) return (value - low) / (high - low);
  return value > 0 ? Math.log(value / low) / Math.log(high / low) : NaN;
}

/**
 * A line in a square of `size` with its origin at the top left. A value between two that have no place, or alone, is
 * a dot: a stretch of no length, which round ends make visible.
 */
export function linePath({ x, y }: Pick<Line, 'x' | 'y'>, xAxis: Axis, yAxis: Axis, size: number): string {
  const place = (share: number) => Number((share * size).toFixed(1));
  let path = '';
  let open = false;
  x.forEach((value, i) => {
    const [across, up] = [shareOn(xAxis, value), shareOn(yAxis, y[i]!)];
    if (!Number.isFinite(across) || !Number.isFinite(up)) {
      open = false;
      return;
    }
    const point = `${place(across)},${place(1 - up)}`;
    path += open ? `L${point}` : `M${point}h0`;
    open = true;
  });
  return path;
}

/** Index of the value of an ascending list that is nearest to `target`; -1 where it is empty. */
export function nearest(ascending: readonly number[], target: number): number {
  return ascending.reduce((best, value, i) => (best < 0 || Math.abs(value - target) < Math.abs(ascending[best]! - target) ? i : best), -1);
}
