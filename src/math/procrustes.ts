/** [a, b, c, d]: (x, y) goes to (a·x + c·y, b·x + d·y). */
export type PlaneTurn = [number, number, number, number];

/**
 * Orthogonal Procrustes problem in the plane (Schönemann 1966): the rotation or reflection R with
 *     min ‖Y·R - P‖_F,  R from M = YᵀP
 * In two dimensions it needs no SVD: tr(RᵀM) is at most √((m₁₁+m₂₂)² + (m₁₂-m₂₁)²) for a rotation and
 * √((m₁₁-m₂₂)² + (m₁₂+m₂₁)²) for a reflection, each reached at the angle of those two numbers.
 * Nothing is shifted or scaled.
 * @param moving Y, [n, 2]
 * @param fixed P, [n, 2], row by row where Y's should come to lie
 * @returns the identity where there is nothing to turn by
 */
export function planeTurn(moving: ArrayLike<number>, fixed: ArrayLike<number>): PlaneTurn {
  let m11 = 0, m12 = 0, m21 = 0, m22 = 0;
  for (let i = 0; i + 1 < moving.length; i += 2) {
    m11 += moving[i]! * fixed[i]!;
    m12 += moving[i]! * fixed[i + 1]!;
    m21 += moving[i + 1]! * fixed[i]!;
    m22 += moving[i + 1]! * fixed[i + 1]!;
  }
  const rotation = Math.hypot(m11 + m22, m12 - m21);
  const reflection = Math.hypot(m11 - m22, m12 + m21);
  if (rotation === 0 && reflection === 0) return [1, 0, 0, 1];
  if (rotation >= reflection) {
    const [cosine, sine] = [(m11 + m22) / rotation, (m12 - m21) / rotation];
    return [cosine, sine, -sine, cosine];
  }
  const [cosine, sine] = [(m11 - m22) / reflection, (m12 + m21) / reflection];
  return [cosine, sine, sine, -cosine];
}

/** Turns every point of [n, 2] in place. */
export function turnPlane(points: Float64Array, [a, b, c, d]: PlaneTurn): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    points[i] = a * x + c * y;
    points[i + 1] = b * x + d * y;
  }
}
