import type { StepPoint } from '../../worker/protocol';
import { stepColumns } from '../../state/steps';
import { decimate, smooth } from './decimate';
import { nearestIndex, type PlottedCurve } from './plottedCurve';

export interface Series {
  key: keyof StepPoint;
  name: string;
  colour: string;
  dash?: string;
  axis?: 'left' | 'right';
}

export const POINT_LIMIT = 500;

function thinned(series: Series, values: readonly number[], faint: boolean): PlottedCurve {
  const { epoch } = stepColumns();
  const kept = decimate([values], POINT_LIMIT);
  return { ...series, faint, x: kept.map((i) => epoch[i]!), y: kept.map((i) => values[i]!) };
}

/** Curves of the run's steps: smoothed first, then thinned to the extremes; a smoothed one has its raw one faintly behind it. */
export function stepCurves(series: readonly Series[], smoothing: number): PlottedCurve[] {
  const columns = stepColumns();
  const raw = smoothing > 0 ? series.map((one) => thinned(one, columns[one.key], true)) : [];
  return [...raw, ...series.map((one) => thinned(one, smooth(columns[one.key], smoothing), false))];
}

/** The step that is nearest to an epoch, or the latest one; null before the first. */
export function stepNear(epoch: number | null): number | null {
  const { epoch: epochs } = stepColumns();
  const last = epochs.length - 1;
  return last < 0 ? null : epoch === null ? last : nearestIndex(epochs, epoch);
}

/** Where the x axis of so many epochs ends: at a whole epoch, in strides of an eighth, so that the frame is seldom drawn anew. */
export function axisEnd(epochs: number): number {
  const stride = Math.max(1, Math.ceil(epochs / 8));
  return Math.max(1, Math.ceil(epochs / stride) * stride);
}

/** Of the run's steps. */
export const epochsShown = (): number => axisEnd(stepColumns().epoch.at(-1) ?? 1);
