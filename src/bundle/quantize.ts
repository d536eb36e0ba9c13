/** Columns of floats as int8 with a scale each. */

export interface Quantized {
  /** [rows, dims], row-major; times the column's scale it is the value. */
  data: Int8Array;
  /** float32 [dims]: largest magnitude / 127. */
  scale: Float32Array;
}

export function quantizeColumns(values: Float32Array, dims: number): Quantized {
  const scale = new Float32Array(dims);
  values.forEach((value, i) => (scale[i % dims] = Math.max(scale[i % dims]!, Math.abs(value) / 127)));
  const data = Int8Array.from(values, (value, i) => (scale[i % dims] ? Math.max(-127, Math.min(127, Math.round(value / scale[i % dims]!))) : 0));
  return { data, scale };
}

/** float32 [rows, dims] that a reader gets. */
export function dequantize({ data, scale }: Quantized): Float32Array {
  return Float32Array.from(data, (value, i) => value * scale[i % scale.length]!);
}
