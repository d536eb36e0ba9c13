/** Triangular factors of symmetric positive definite matrices, float64, as lists of rows. */

/** A pivot below it is taken for it: the matrix is singular to rounding. */
const SMALLEST_PIVOT = 1e-12;

/** Four sums, none of which waits for another. */
function dot(a: Float64Array, b: Float64Array, length: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[k]! * b[k]!;
    s1 += a[k + 1]! * b[k + 1]!;
    s2 += a[k + 2]! * b[k + 2]!;
    s3 += a[k + 3]! * b[k + 3]!;
  }
  for (; k < length; k++) s0 += a[k]! * b[k]!;
  return s0 + s1 + (s2 + s3);
}

function subtract(target: Float64Array, source: Float64Array, factor: number): void {
  for (let c = 0; c < target.length; c++) target[c]! -= factor * source[c]!;
}

/** Four rows at once: the target is read and written once for all of them. */
function subtractFour(target: Float64Array, X: readonly Float64Array[], factors: Float64Array, j: number): void {
  const [x0, x1, x2, x3] = [X[j]!, X[j + 1]!, X[j + 2]!, X[j + 3]!];
  const [f0, f1, f2, f3] = [factors[j]!, factors[j + 1]!, factors[j + 2]!, factors[j + 3]!];
  for (let c = 0; c < target.length; c++) target[c]! -= f0 * x0[c]! + f1 * x1[c]! + (f2 * x2[c]! + f3 * x3[c]!);
}

function divide(row: Float64Array, divisor: number): void {
  for (let c = 0; c < row.length; c++) row[c]! /= divisor;
}

/** L with S = L·Lᵀ, both [n, n]; L's upper part is zero. Only S's lower part is read. */
export function cholesky(S: readonly Float64Array[]): Float64Array[] {
  const L: Float64Array[] = [];
  for (const [i, source] of S.entries()) {
    const row = new Float64Array(S.length);
    for (let j = 0; j < i; j++) row[j] = (source[j]! - dot(row, L[j]!, j)) / L[j]![j]!;
    row[i] = Math.sqrt(Math.max(source[i]! - dot(row, row, i), SMALLEST_PIVOT));
    L.push(row);
  }
  return L;
}

/** L⁻¹·R for a lower triangular L [n, n] and R [n, c]. */
export function solveLower(L: readonly Float64Array[], R: readonly Float64Array[]): Float64Array[] {
  const X = R.map((row) => row.slice());
  X.forEach((row, i) => {
    let j = 0;
    for (; j + 3 < i; j += 4) subtractFour(row, X, L[i]!, j);
    for (; j < i; j++) subtract(row, X[j]!, L[i]![j]!);
    divide(row, L[i]![i]!);
  });
  return X;
}

/** L⁻ᵀ·R for a lower triangular L [n, n] and R [n, c]. */
export function solveUpper(L: readonly Float64Array[], R: readonly Float64Array[]): Float64Array[] {
  const X = R.map((row) => row.slice());
  for (let i = X.length - 1; i >= 0; i--) {
    divide(X[i]!, L[i]![i]!);
    for (let j = 0; j < i; j++) subtract(X[j]!, X[i]!, L[i]![j]!);
  }
  return X;
}
