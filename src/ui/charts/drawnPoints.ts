import type { CurvePoints } from './plottedCurve';
import { thin, type Stretch } from './thin';
import { type XColumns, type XKind, xValue } from './xAxis';

const POINTS_OF_A_CURVE = 500;
const POINTS_OF_A_CHART = 4000;
const LEAST_POINTS = 100;

/** Points that each of so many curves of one chart may have. */
export function pointLimit(curves: number): number {
  return Math.max(LEAST_POINTS, Math.min(POINTS_OF_A_CURVE, Math.floor(POINTS_OF_A_CHART / curves)));
}

interface Drawn {
  stamp: string;
  points: CurvePoints;
}

/** The latest points of each column: as long as nothing changed, the same object comes back and need not be drawn anew. */
const latest = new WeakMap<ArrayLike<number>, Drawn>();

/**
 * Points of a column as they are drawn over a stretch of the axis.
 * @param stretch in the unit of the axis, as the points
 */
export function drawnPoints(columns: XColumns, y: ArrayLike<number>, kind: XKind, stretch: Stretch, limit: number): CurvePoints {
  const stamp = JSON.stringify([kind.name, stretch, limit, y.length]);
  const known = latest.get(y);
  if (known?.stamp === stamp) return known.points;
  const inColumn = { from: stretch.from / kind.factor, to: stretch.to / kind.factor, log: stretch.log };
  const kept = thin(columns[kind.column], y, inColumn, limit);
  const points = { x: kept.map((i) => xValue(columns, kind, i)), y: kept.map((i) => y[i]!) };
  latest.set(y, { stamp, points });
  return points;
}
