export interface PairDistances {
  /** Mean of 1 - cos between a row of one matrix and the same row of the other. */
  own: number;
  /** The same between each row and all other rows of the other; null where there is one row only. */
  others: number | null;
}

/**
 * Mean cosine distances of paired rows of length 1, and of all others:
 *     own = 1 - Σᵢ xᵢ·tᵢ / n,  others = 1 - (Σᵢxᵢ · Σⱼtⱼ - Σᵢ xᵢ·tᵢ) / (n·(n - 1))
 * @param x float32 [n, dims]
 * @param t float32 [n, dims]
 */
export function pairDistances(x: Float32Array, t: Float32Array, dims: number): PairDistances {
  const rows = x.length / dims;
  const sums = [new Float64Array(dims), new Float64Array(dims)] as const;
  let own = 0;
  for (let i = 0; i < x.length; i++) {
    const j = i % dims;
    own += x[i]! * t[i]!;
    sums[0][j]! += x[i]!;
    sums[1][j]! += t[i]!;
  }
  const all = sums[0].reduce((sum, value, j) => sum + value * sums[1][j]!, 0);
  return { own: 1 - own / rows, others: rows > 1 ? 1 - (all - own) / (rows * (rows - 1)) : null };
}
