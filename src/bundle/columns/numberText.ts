/** Numbers that are written out. */

const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const SPOKEN = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['-infinity', -Infinity],
]);

/**
 * The number, undefined where the text is none; spaces around it do not count. Texts whose letters say more than their
 * number are none: "007" and integers beyond 2^53 are names.
 */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!NUMBER.test(trimmed)) return SPOKEN.get(trimmed.toLowerCase());
  const value = Number(trimmed);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.eE]/.test(trimmed) ? undefined : value;
}
