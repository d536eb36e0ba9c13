/** So many probes are drawn at most. */
export const DRAWN = 240;

/** Evenly spread, the first and the last among them. */
export function thinned<T>(points: readonly T[], limit = DRAWN): readonly T[] {
  if (points.length <= limit) return points;
  return Array.from({ length: limit }, (_, i) => points[Math.round((i * (points.length - 1)) / (limit - 1))]!);
}
