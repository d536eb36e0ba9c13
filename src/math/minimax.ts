/** Coefficients of one step x ← x·(a + b·x² + c·x⁴). */
export interface QuinticStep {
  a: number;
  b: number;
  c: number;
}

function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let r = column + 1; r < n; r++) {
      if (Math.abs(rows[r]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = r;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    for (let r = 0; r < n; r++) {
      if (r === column) continue;
      const factor = rows[r]![column]! / top[column]!;
      rows[r] = rows[r]!.map((value, i) => value - factor * top[i]!);
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

/**
 * The odd quintic nearest to 1 on [low, high] in the largest deviation, by Remez exchange:
 * the error takes the same size at low, two inner extrema and high, with alternating signs.
 */
function minimaxQuintic(low: number, high: number): QuinticStep {
  let inner: [number, number] = [(3 * low + high) / 4, (low + 3 * high) / 4];
  let step: QuinticStep = { a: 15 / 8, b: -10 / 8, c: 3 / 8 };
  let previous = Infinity;
  for (let round = 0; round < 60; round++) {
    const points = [low, inner[0], inner[1], high];
    const system = points.map((x, i) => [x, x ** 3, x ** 5, i % 2 === 0 ? 1 : -1]);
    const [a, b, c, error] = solve(system, [1, 1, 1, 1]) as [number, number, number, number];
    const discriminant = 9 * b * b - 20 * a * c;
    if (!Number.isFinite(error) || discriminant <= 0) break;
    step = { a, b, c };
    if (Math.abs(Math.abs(error) - previous) < 1e-15) break;
    previous = Math.abs(error);
    inner = [Math.sqrt((-3 * b - Math.sqrt(discriminant)) / (10 * c)), Math.sqrt((-3 * b + Math.sqrt(discriminant)) / (10 * c))];
  }
  return step;
}

const NEWTON: QuinticStep = { a: 15 / 8, b: -10 / 8, c: 3 / 8 };

/**
 * Steps whose composition takes every x in [low, 1] to 1 within `tolerance`: each is the minimax quintic
 * of the interval that the one before leaves, as in Amsel et al., "The Polar Express" (2025).
 * The last step is the plain quintic Newton-Schulz step, which forgives rounding.
 * @param low smallest value, in (0, 1]
 * @throws RangeError where low is outside (0, 1]
 */
export function quinticSteps(low: number, tolerance = 1e-7): QuinticStep[] {
  if (!(low > 0 && low <= 1)) throw new RangeError(`Newton-Schulz steps: expected a lower bound in (0, 1], got ${low}.`);
  const steps: QuinticStep[] = [];
  let bound = low;
  let high = 1;
  while (1 - bound > 0.05 && steps.length < 40) {
    const step = minimaxQuintic(bound, high);
    steps.push(step);
    bound = bound * (step.a + step.b * bound ** 2 + step.c * bound ** 4);
    high = 2 - bound;
  }
  let error = Math.max(1 - bound, high - 1);
  do {
    steps.push(NEWTON);
    error = 2.5 * error ** 3;
  } while (error > tolerance);
  return steps;
}
