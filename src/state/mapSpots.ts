import type { SpaceMap } from '../worker/map/protocol';
import type { Spot } from './mapView';

/** Pairs by the rows of the dataset that they are, for each list of rows once. */
const pairsByRows = new WeakMap<Int32Array, Map<number, number>>();

function pairOf(rows: Int32Array, row: number): number | undefined {
  let pairs = pairsByRows.get(rows);
  if (!pairs) {
    pairs = new Map(Array.from(rows, (of, pair) => [of, pair]));
    pairsByRows.set(rows, pairs);
  }
  return pairs.get(row);
}

/** The point that an item is on a map; null where the map does not hold it. */
export function pointOf({ rows }: Pick<SpaceMap, 'rows'>, { modality, row }: Spot): number | null {
  const pair = pairOf(rows, row);
  if (pair === undefined) return null;
  return modality === 'image' ? pair : pair + rows.length;
}

export function spotOf({ rows }: Pick<SpaceMap, 'rows'>, point: number): Spot {
  return { modality: point < rows.length ? 'image' : 'text', row: rows[point % rows.length]! };
}

/** The rows that points are of, each once. */
export function rowsOf({ rows }: Pick<SpaceMap, 'rows'>, points: readonly number[]): number[] {
  return [...new Set(points.map((point) => rows[point % rows.length]!))];
}
