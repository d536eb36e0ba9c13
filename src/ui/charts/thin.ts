import { extremesOf } from './extremes';
import { firstAbove, firstAtLeast } from './search';

/** A stretch of an axis, in the unit of its column. */
export interface Stretch {
  from: number;
  to: number;
  /** Equal parts of it are equal factors; `from` is above 0. */
  log: boolean;
}

/** Edges of equally wide parts of a stretch, `parts` + 1 of them. */
export function edges({ from, to, log }: Stretch, parts: number): number[] {
  const place = (share: number) => (log ? from * (to / from) ** share : from + (to - from) * share);
  return Array.from({ length: parts + 1 }, (_, i) => place(i / parts));
}

/**
 * Indexes of at most `limit` points of a curve within a stretch of its x axis, and of one point beyond each end, to
 * which its line runs: all of them, or the least and the greatest value of each of equally wide parts. As the parts
 * depend on the axis alone, a curve that grows keeps its drawn points.
 * @param x ascending, as long as y
 */
export function thin(x: ArrayLike<number>, y: ArrayLike<number>, stretch: Stretch, limit: number): number[] {
  const start = Math.max(0, firstAtLeast(x, stretch.from) - 1);
  const end = Math.min(x.length, firstAbove(x, stretch.to) + 1);
  if (end - start <= limit) return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
  const extremes = extremesOf(y);
  const kept = [start];
  let from = start + 1;
  for (const edge of edges(stretch, Math.floor((limit - 2) / 2)).slice(1)) {
    const to = Math.min(end - 1, firstAtLeast(x, edge, from));
    const { low, high } = extremes.within(from, to);
    for (const index of low < high ? [low, high] : [high, low]) if (index > kept.at(-1)!) kept.push(index);
    from = Math.max(from, to);
  }
  kept.push(end - 1);
  return kept;
}
