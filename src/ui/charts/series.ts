import type { StepPoint } from '../../worker/protocol';
import { stepColumns } from '../../state/steps';
import { decimate, smooth } from './decimate';

export interface Series {
  key: keyof StepPoint;
  name: string;
  colour: string;
  dash?: string;
}

export const POINT_LIMIT = 100;

export type ChartRow = { epoch: number } & Partial<Record<keyof StepPoint, number>>;

/**
 * Rows to draw: smoothed first, then thinned to the extremes. Before the first step two made-up rows, hidden by
 * ChartFrame: a chart's first drawing is its slowest, and is over when training starts.
 */
export function chartRows(series: readonly Series[], smoothing: number): ChartRow[] {
  const columns = stepColumns();
  if (columns.step.length === 0) return [0, 1].map((epoch) => ({ epoch, ...Object.fromEntries(series.map(({ key }) => [key, epoch])) }));
  const curves = series.map(({ key }) => smooth(columns[key], smoothing));
  return decimate(curves, POINT_LIMIT).map((row) => {
    const point: ChartRow = { epoch: columns.epoch[row]! };
    series.forEach(({ key }, i) => (point[key] = curves[i]![row]!));
    return point;
  });
}
