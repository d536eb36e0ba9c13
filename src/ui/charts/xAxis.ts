import type { UrlState } from '../../state/urlState';
import { significant } from '../parts/format';

export type XName = UrlState['x'];

/** What every curve can be drawn over: rising columns of one length. */
export interface XColumns {
  step: ArrayLike<number>;
  epoch: ArrayLike<number>;
  elapsedMs: ArrayLike<number>;
}

export interface XKind {
  name: XName;
  /** In the choice. */
  title: string;
  /** Along the axis and before a value. */
  label: string;
  column: keyof XColumns;
  /** What the column's unit is on the axis: milliseconds are drawn as seconds. */
  factor: number;
  tick(value: number): string;
  /** A value with its unit, to read. */
  say(value: number): string;
}

/** 75 → "1:15", 3675 → "1:01:15"; below a minute in seconds. */
export function clock(seconds: number): string {
  if (seconds < 60) return `${significant(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [minutes, rest] = [Math.floor(whole / 60), two(whole % 60)];
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

export const xKinds: Record<XName, XKind> = {
  epoch: { name: 'epoch', title: 'Epoch', label: 'epoch', column: 'epoch', factor: 1, tick: significant, say: (value) => `epoch ${significant(value)}` },
  step: { name: 'step', title: 'Step', label: 'step', column: 'step', factor: 1, tick: significant, say: (value) => `step ${significant(value)}` },
  time: { name: 'time', title: 'Training time', label: 'training time', column: 'elapsedMs', factor: 1 / 1000, tick: clock, say: (value) => `time ${clock(value)}` },
};

export function xValue(columns: XColumns, { column, factor }: XKind, index: number): number {
  return columns[column][index]! * factor;
}
