export interface AxisScale {
  domain: [number, number];
  ticks: number[];
  log: boolean;
}

const factors = [1, 2, 2.5, 5, 10];

/** The least of 1, 2, 2.5, 5 times a power of ten that is not below `rough`. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * factors.find((factor) => factor * power >= rough * (1 - 1e-9))!;
}

function multiples(step: number, from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

/**
 * Round ends and ticks of a linear axis that holds all values from `low` to `high`. They change seldom while a curve
 * grows, so that the axis needs no new drawing.
 */
export function linearScale(low: number, high: number, tickCount = 5): AxisScale {
  const room = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1;
  const step = niceStep(room / (tickCount - 1));
  const ticks = multiples(step, Math.floor(low / step + 1e-9), Math.ceil((high > low ? high : low + room) / step - 1e-9));
  return { domain: [ticks[0]!, ticks.at(-1)!], ticks, log: false };
}

/** Whole powers of ten around the positive values from `low` to `high`. */
export function logScale(low: number, high: number): AxisScale {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(from + 1, Math.ceil(Math.log10(high) - 1e-9));
  const step = Math.ceil((to - from) / 5);
  const powers = Array.from({ length: Math.ceil((to - from) / step) + 1 }, (_, i) => from + i * step);
  return { domain: [10 ** from, 10 ** powers.at(-1)!], ticks: powers.map((power) => 10 ** power), log: true };
}

/** Axis for all finite values of some curves; a log axis passes values that are not positive over. */
export function scaleOf(curves: readonly ArrayLike<number>[], log: boolean): AxisScale {
  let low = Infinity;
  let high = -Infinity;
  for (const curve of curves) {
    for (let i = 0; i < curve.length; i++) {
      const value = curve[i]!;
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return log ? logScale(0.1, 1) : linearScale(0, 1);
  return log ? logScale(low, high) : linearScale(low, high);
}

/** Round values within an axis whose ends are given: powers of ten and, where these are few, 2 and 5 times them. */
export function ticksWithin(from: number, to: number, log: boolean): number[] {
  if (!log) {
    const step = niceStep((to - from) / 6);
    return multiples(step, Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9));
  }
  const powers = Array.from({ length: Math.ceil(Math.log10(to)) - Math.floor(Math.log10(from)) + 1 }, (_, i) => Math.floor(Math.log10(from)) + i);
  const inside = (factors: number[]) => powers.flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(12)))).filter((value) => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9));
  const few = inside([1]);
  if (few.length >= 3) return few;
  const more = inside([1, 2, 5]);
  return more.length >= 3 ? more : ticksWithin(from, to, false);
}
