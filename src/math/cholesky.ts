/** Triangular factors of symmetric positive definite matrices, float64, as lists of rows. */

/** A pivot below it is taken for it: the matrix is singular to rounding. */
const SMALLEST_PIVOT = 1e-12;

function dot(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[k]! * b[k]!;
  return sum;
}

function subtract(target: Float64Array, source: Float64Array, factor: number): void {
  for (let c = 0; c < target.length; c++) target[c]! -= factor * source[c]!;
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
    for (let j = 0; j < i; j++) subtract(row, X[j]!, L[i]![j]!);
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
