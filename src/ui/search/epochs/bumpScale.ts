/** Where epochs and ranks lie in the drawings of a query's history. */
export const WIDTH = 560;
export const HEIGHT = 220;

/** Epochs evenly from left to right; one alone in the middle. */
export function epochScale(epochs: readonly number[]): (epoch: number) => number {
  const [first = 0, last = 0] = [epochs[0], epochs.at(-1)];
  return (epoch) => (last > first ? ((epoch - first) / (last - first)) * WIDTH : WIDTH / 2);
}

/** Rank 1 at the top, equal factors equally far apart. */
export function rankScale(lowest: number): (rank: number) => number {
  return (rank) => (lowest > 1 ? (Math.log(rank) / Math.log(lowest)) * HEIGHT : HEIGHT / 2);
}

/** 1, 10, 100 … up to the lowest rank. */
export function rankTicks(lowest: number): number[] {
  const ticks: number[] = [];
  for (let tick = 1; tick <= lowest; tick *= 10) ticks.push(tick);
  return ticks;
}

/** A line through what is there, broken where something is missing. */
export function pathOf(points: readonly ([x: number, y: number] | null)[]): string {
  return points.map((point, i) => (point ? `${points[i - 1] ? 'L' : 'M'}${point[0].toFixed(1)},${point[1].toFixed(1)}` : '')).join('');
}
