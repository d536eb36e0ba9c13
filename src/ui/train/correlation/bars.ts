const tenth = (value: number): number => Number(value.toFixed(1));

/** Bars of values from 0 to 1 in a square of `size`, all in one path; a tenth of each place is left between them. */
export function barsPath(values: readonly number[], size: number): string {
  const place = size / values.length;
  return values.map((value, i) => `M${tenth((i + 0.05) * place)},${size}V${tenth((1 - value) * size)}h${tenth(0.9 * place)}V${size}z`).join('');
}

/** The outline of such bars without room between them. */
export function stepsPath(values: readonly number[], size: number): string {
  return `M0,${size}${values.map((value, i) => `V${tenth((1 - value) * size)}H${tenth(((i + 1) * size) / values.length)}`).join('')}`;
}
