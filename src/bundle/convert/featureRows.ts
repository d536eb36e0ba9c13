/** Blocks of feature rows, row-major [rows, dims]. */

/** float32 of the numbers; `rounded` where any of them changed. Numbers beyond float32 become infinite. */
export function toFloats(numbers: Float32Array | Float64Array): { floats: Float32Array; rounded: boolean } {
  if (numbers instanceof Float32Array) return { floats: numbers, rounded: false };
  const floats = Float32Array.from(numbers);
  return { floats, rounded: numbers.some((value, i) => value !== floats[i] && !Number.isNaN(value)) };
}

/** 1 for each row without NaN and infinities, uint8 [rows]. */
export function finiteRows(floats: Float32Array, dims: number): Uint8Array {
  const finite = new Uint8Array(floats.length / dims);
  for (let row = 0, at = 0; row < finite.length; row++) {
    let broken = 0;
    for (const end = at + dims; at < end; at++) broken |= Number(floats[at]! - floats[at]! !== 0);
    finite[row] = 1 - broken;
  }
  return finite;
}

/** The rows that `keep` marks, moved to the front of `floats`: a view of it. */
export function keptFirst(floats: Float32Array, dims: number, keep: Uint8Array): Float32Array {
  let kept = 0;
  keep.forEach((marked, row) => {
    if (marked === 0) return;
    if (kept < row) floats.copyWithin(kept * dims, row * dims, (row + 1) * dims);
    kept++;
  });
  return floats.subarray(0, kept * dims);
}
