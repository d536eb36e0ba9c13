/** Whether something from the browser's storage has the form that this version of the page writes. */

/** A list of one shape is a list of any length; the key "*" stands for every key; "or null" for what may be missing. */
export type Shape = 'string' | 'number' | 'boolean' | 'object' | [Shape] | { orNull: Shape } | { [key: string]: Shape };

function isOrNull(expected: object): expected is { orNull: Shape } {
  return 'orNull' in expected;
}

export function hasShape(value: unknown, expected: Shape): boolean {
  if (expected === 'string' || expected === 'number' || expected === 'boolean') return typeof value === expected;
  if (Array.isArray(expected)) return Array.isArray(value) && value.every((one) => hasShape(one, expected[0]));
  if (typeof expected === 'object' && isOrNull(expected)) return value === null || hasShape(value, expected.orNull);
  if (typeof value !== 'object' || value === null) return false;
  if (expected === 'object') return true;
  const own = new Map<string, unknown>(Object.entries(value));
  return Object.entries(expected).every(([key, part]) => (key === '*' ? [...own.values()].every((one) => hasShape(one, part)) : hasShape(own.get(key), part)));
}
