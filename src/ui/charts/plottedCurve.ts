import { createContext } from 'react';

export interface PlottedCurve {
  name: string;
  /** Epochs, ascending, and the value at each; NaN leaves a gap. */
  x: readonly number[];
  y: readonly number[];
  colour: string;
  dash?: string;
  axis?: 'left' | 'right';
  /** A raw curve behind its smoothed one. */
  faint?: boolean;
  dots?: boolean;
}

export const CurvesContext = createContext<PlottedCurve[]>([]);

/** Index of the value of an ascending array that is nearest to `target`; -1 where it is empty. */
export function nearestIndex(ascending: readonly number[], target: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < target) low = middle + 1;
    else high = middle;
  }
  if (low === ascending.length) return low - 1;
  return low > 0 && target - ascending[low - 1]! < ascending[low]! - target ? low - 1 : low;
}

export type Place = (value: number) => number | undefined;

/** Path of a curve in the scales of its chart; a value that has no place in them, or is not a number, breaks it. */
export function curvePath({ x, y }: Pick<PlottedCurve, 'x' | 'y'>, placeX: Place, placeY: Place): string {
  let path = '';
  let pen = 'M';
  x.forEach((value, i) => {
    const [left, top] = [placeX(value), placeY(y[i]!)];
    if (left === undefined || top === undefined || !Number.isFinite(left) || !Number.isFinite(top)) {
      pen = 'M';
      return;
    }
    path += `${pen}${left.toFixed(1)},${top.toFixed(1)}`;
    pen = 'L';
  });
  return path;
}
