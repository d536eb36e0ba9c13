import { describe, expect, it } from 'vitest';
import { minimise } from './lbfgs';

describe('L-BFGS', () => {
  it('finds the minimum of a badly scaled quadratic', async () => {
    const scales = [1, 10, 1000];
    const target = [3, -2, 0.5];
    const { x, slope } = await minimise(
      (point) => ({
        value: scales.reduce((sum, scale, i) => sum + (scale * (point[i]! - target[i]!) ** 2) / 2, 0),
        gradient: Float64Array.from(scales, (scale, i) => scale * (point[i]! - target[i]!)),
      }),
      new Float64Array(3),
      { maxIterations: 100, tolerance: 1e-9 },
    );
    expect(slope).toBeLessThanOrEqual(1e-9);
    target.forEach((value, i) => expect(x[i]).toBeCloseTo(value, 8));
  });

  it('follows Rosenbrock’s valley to (1, 1)', async () => {
    const { x, iterations } = await minimise(
      ([a, b]) => ({
        value: (1 - a!) ** 2 + 100 * (b! - a! ** 2) ** 2,
        gradient: Float64Array.of(-2 * (1 - a!) - 400 * a! * (b! - a! ** 2), 200 * (b! - a! ** 2)),
      }),
      Float64Array.of(-1.2, 1),
      { maxIterations: 200, tolerance: 1e-8 },
    );
    expect(iterations).toBeLessThan(100);
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(1, 6);
  });

  it('stays where it is at a minimum, and leaves its start untouched', async () => {
    const start = Float64Array.of(0);
    const { x, iterations } = await minimise(async ([a]) => ({ value: a! ** 2, gradient: Float64Array.of(2 * a!) }), start, { maxIterations: 5, tolerance: 1e-12 });
    expect([x[0], iterations]).toEqual([0, 0]);
    expect(start[0]).toBe(0);
  });
});
