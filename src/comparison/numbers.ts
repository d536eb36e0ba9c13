import type { Summary } from '../math/statistics';

const missing = '–';

/** 0.731, or a dash where there is no number. */
export function decimal(value: number, digits = 3): string {
  return Number.isFinite(value) ? value.toFixed(digits) : missing;
}

/** 0.731 ± 0.004 */
export function plusMinus({ mean, std }: Summary, digits = 3): string {
  return Number.isFinite(mean) ? `${decimal(mean, digits)} ± ${decimal(std, digits)}` : missing;
}

/** -0.012 with a true minus, +0.003 with its plus. */
export function signed(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return missing;
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}

/** p = 0.012, p < 0.001 */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** 1,129 */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** "a", "a and b", "a, b and c" */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
