/** Points on their way from one map to the next. */
export interface Glide {
  from: Float32Array;
  to: Float32Array;
  start: number;
  durationMs: number;
}

export const GLIDE_MS = 450;

/** As the scatter plot eases: slow, fast, slow. */
export function eased(share: number): number {
  const t = Math.min(1, Math.max(0, share));
  return t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2;
}

/** Where a point is at a time. */
export function onTheWay({ from, to, start, durationMs }: Glide, point: number, now: number): [number, number] {
  const share = durationMs > 0 ? eased((now - start) / durationMs) : 1;
  const at = (i: number) => from[i]! + (to[i]! - from[i]!) * share;
  return [at(2 * point), at(2 * point + 1)];
}
