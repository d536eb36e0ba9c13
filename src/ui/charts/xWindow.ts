import type { Zoom } from '../../state/chartView';
import { niceStep } from './scale';
import { type XColumns, type XKind, xValue } from './xAxis';
import { firstAbove } from './search';
import type { Stretch } from './thin';

/** Where the axis of a run of so many epochs ends: at a whole one, in strides of an eighth, so that the frame is seldom drawn anew. */
export function axisEnd(epochs: number): number {
  const stride = Math.max(1, Math.ceil(epochs / 8));
  return Math.max(1, Math.ceil(epochs / stride) * stride);
}

/** The same for steps and seconds, at round numbers. */
export function roundEnd(value: number): number {
  if (!(value > 0)) return 1;
  const stride = niceStep(value / 16);
  return Number((Math.ceil(value / stride - 1e-9) * stride).toPrecision(12));
}

/** The whole axis of some curves, in its own unit; a logarithmic one starts at the least value above 0. */
export function wholeStretch(curves: readonly XColumns[], kind: XKind, log: boolean): Stretch {
  let [last, first] = [0, Infinity];
  for (const columns of curves) {
    const column = columns[kind.column];
    if (column.length === 0) continue;
    last = Math.max(last, xValue(columns, kind, column.length - 1));
    const positive = firstAbove(column, 0);
    if (positive < column.length) first = Math.min(first, xValue(columns, kind, positive));
  }
  const to = kind.name === 'epoch' ? axisEnd(last) : roundEnd(last);
  return { from: log ? Math.min(first, to / 10) : 0, to, log };
}

/** The stretch that is shown: the one that was zoomed to, as far as it lies on the axis. */
export function shownStretch(whole: Stretch, zoom: Zoom | null, kind: XKind): Stretch {
  if (zoom?.x !== kind.name) return whole;
  const [from, to] = [Math.max(zoom.from, whole.from), Math.min(zoom.to, whole.to)];
  return from < to ? { from, to, log: whole.log } : whole;
}

const along = ({ from, to, log }: Stretch, share: number) => (log ? from * (to / from) ** share : from + (to - from) * share);

/** Where a value lies between the ends of a stretch, 0 to 1. */
export function shareOf({ from, to, log }: Stretch, value: number): number {
  return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** The value at a share of the way, kept within the stretch. */
export function valueAt(stretch: Stretch, share: number): number {
  return along(stretch, Math.min(1, Math.max(0, share)));
}

/** A hundredth part of the axis is the narrowest to zoom to by keys. */
const NARROWEST = 0.01;

/**
 * Zooms by a factor about a value, which keeps its place as far as the whole axis allows.
 * @param factor below 1 shows less, above 1 more
 * @returns null where the whole axis is shown
 */
export function zoomedBy(shown: Stretch, whole: Stretch, about: number, factor: number): Omit<Zoom, 'x'> | null {
  const [left, right] = [shareOf(whole, shown.from), shareOf(whole, shown.to)];
  const width = Math.max(NARROWEST, (right - left) * factor);
  if (width >= 1) return null;
  const start = shareOf(whole, about) - shareOf(shown, about) * width;
  const from = Math.min(1 - width, Math.max(0, start));
  const round = (value: number) => Number(value.toPrecision(12));
  return { from: round(along(whole, from)), to: round(along(whole, from + width)) };
}
