export interface CurvePoints {
  /** Ascending, in the unit of the axis, and the value at each; NaN leaves a gap. */
  x: readonly number[];
  y: readonly number[];
}

export interface PlottedCurve {
  /** Of its own among the curves of a plot. */
  key: string;
  /** The same object as long as the points are the same. */
  points: CurvePoints;
  colour: string;
  dash?: string;
  axis?: 'left' | 'right';
  /** A raw curve behind its smoothed one. */
  faint?: boolean;
  dots?: boolean;
  /** Written at its end: the number of its run, where there are several. */
  tag?: string;
}

export type Place = (value: number) => number | undefined;

/** Path of a curve in the scales of its chart; a value that has no place in them, or is not a number, breaks it. */
export function curvePath({ x, y }: CurvePoints, placeX: Place, placeY: Place): string {
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
