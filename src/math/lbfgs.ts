/** Minimisation of smooth functions by limited-memory BFGS (Nocedal 1980; Nocedal & Wright, Numerical Optimization, algorithm 7.4). */

export interface Minimum {
  x: Float64Array;
  value: number;
  iterations: number;
  /** Largest entry of the gradient at `x`. */
  slope: number;
}

export interface MinimiseOptions {
  maxIterations: number;
  /** Ends where no entry of the gradient is larger. */
  tolerance: number;
}

const MEMORY = 8;
/** Armijo's share of the predicted decrease that a step must reach. */
const SUFFICIENT = 1e-4;
const SHORTEST_STEP = 1e-10;

interface Pair {
  s: Float64Array;
  y: Float64Array;
  rho: number;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

/** -H·g by the two loops over the remembered pairs. */
function direction(gradient: Float64Array, pairs: Pair[]): Float64Array {
  const q = gradient.slice();
  const alphas = pairs.toReversed().map(({ s, y, rho }) => {
    const alpha = rho * dot(s, q);
    addScaled(q, y, -alpha);
    return alpha;
  });
  const last = pairs.at(-1);
  const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1;
  for (let i = 0; i < q.length; i++) q[i]! *= scale;
  pairs.forEach(({ s, y, rho }, i) => addScaled(q, s, alphas[pairs.length - 1 - i]! - rho * dot(y, q)));
  return q.map((value) => -value);
}

const slopeOf = (gradient: Float64Array): number => gradient.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);

/** A function at a point. */
export interface Evaluated {
  value: number;
  gradient: Float64Array;
}

/** A local minimum of `f` from `start`, which stays as it is. */
export async function minimise(f: (x: Float64Array) => Evaluated | Promise<Evaluated>, start: Float64Array, { maxIterations, tolerance }: MinimiseOptions): Promise<Minimum> {
  let x = start.slice();
  let { value, gradient } = await f(x);
  const pairs: Pair[] = [];
  let iterations = 0;
  while (iterations < maxIterations && slopeOf(gradient) > tolerance) {
    const d = direction(gradient, pairs);
    const descent = dot(gradient, d);
    let step = pairs.length > 0 ? 1 : Math.min(1, 1 / slopeOf(gradient));
    const stepped = (length: number) => x.map((entry, i) => entry + length * d[i]!);
    let next = stepped(step);
    let found = await f(next);
    while (!(found.value <= value + SUFFICIENT * step * descent) && step > SHORTEST_STEP) {
      step /= 2;
      next = stepped(step);
      found = await f(next);
    }
    if (!(found.value < value)) break;
    const s = next.map((entry, i) => entry - x[i]!);
    const y = found.gradient.map((entry, i) => entry - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12 * dot(y, y)) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    x = next;
    ({ value, gradient } = found);
    iterations++;
  }
  return { x, value, iterations, slope: slopeOf(gradient) };
}
