/** Features of several items, row-major float32 [rows, dims]. */
export interface Rows {
  data: Float32Array;
  rows: number;
  dims: number;
}

/** Features that an operation cannot take; `advice` says what to choose instead. */
export class FeatureError extends Error {
  override readonly name = 'FeatureError';
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** Every row over its Euclidean length; a row of zeros stays one. */
export function unitLength({ data, rows, dims }: Rows): Rows {
  const result = new Float32Array(rows * dims);
  for (let start = 0; start < result.length; start += dims) {
    let square = 0;
    for (let j = start; j < start + dims; j++) square += data[j]! * data[j]!;
    const length = Math.sqrt(square);
    if (length > 0) for (let j = start; j < start + dims; j++) result[j] = data[j]! / length;
  }
  return { data: result, rows, dims };
}

/** Every value's square root with its sign, the Hellinger map of histograms (Arandjelović & Zisserman, CVPR 2012). */
export function signedSquareRoot({ data, rows, dims }: Rows): Rows {
  return { data: data.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value))), rows, dims };
}
