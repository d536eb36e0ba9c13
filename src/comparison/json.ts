import type { Comparison } from './comparison';
import { protocolLines } from './howMeasured';

/** Everything: each seed's values, the configuration, the machine, the protocol in words, and the names of the classes. NaN becomes null. */
export function comparisonJson(comparison: Comparison, classes: readonly string[]): string {
  return `${JSON.stringify({ ...comparison, classes, protocol: protocolLines(comparison) }, null, 1)}\n`;
}
