/** Products of float64 matrices given as lists of rows. */

/** Products of two vectors with four: each number that is loaded serves several sums. */
function eightProducts(result: Float64Array, x0: Float64Array, x1: Float64Array, y0: Float64Array, y1: Float64Array, y2: Float64Array, y3: Float64Array): void {
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
  let s10 = 0, s11 = 0, s12 = 0, s13 = 0;
  for (let r = 0; r < x0.length; r++) {
    const a = x0[r]!, b = x1[r]!;
    const c = y0[r]!, d = y1[r]!, e = y2[r]!, f = y3[r]!;
    s00 += a * c; s01 += a * d; s02 += a * e; s03 += a * f;
    s10 += b * c; s11 += b * d; s12 += b * e; s13 += b * f;
  }
  result[0] = s00; result[1] = s01; result[2] = s02; result[3] = s03;
  result[4] = s10; result[5] = s11; result[6] = s12; result[7] = s13;
}

function mirror(rows: Float64Array[]): void {
  for (let i = 0; i < rows.length; i++) for (let j = 0; j < i; j++) rows[i]![j] = rows[j]![i]!;
}

/** A·Bᵀ / divisor, [a, b], of A [a, n] and B [b, n]; half the work where both are the same list. */
export function rowProducts(a: Float64Array[], b: Float64Array[], divisor: number): Float64Array[] {
  const result = a.map(() => new Float64Array(b.length));
  const eight = new Float64Array(8);
  for (let i = 0; i < a.length; i += 2) {
    for (let j = a === b ? i - (i % 4) : 0; j < b.length; j += 4) {
      const y = b[j]!;
      eightProducts(eight, a[i]!, a[i + 1] ?? a[i]!, y, b[j + 1] ?? y, b[j + 2] ?? y, b[j + 3] ?? y);
      // A typed array ignores what is set beyond its end.
      for (let t = 0; t < 8; t++) if (i + (t >> 2) < a.length) result[i + (t >> 2)]![j + (t & 3)] = eight[t]! / divisor;
    }
  }
  if (a === b) mirror(result);
  return result;
}

export function transposed(rows: Float64Array[]): Float64Array[] {
  const columns = Array.from(rows[0]!, () => new Float64Array(rows.length));
  for (let i = 0; i < rows.length; i++) for (let j = 0; j < columns.length; j++) columns[j]![i] = rows[i]![j]!;
  return columns;
}
