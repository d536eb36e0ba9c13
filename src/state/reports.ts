import type { CheckReport } from '../bundle/convert/report';
import type { DatasetSource } from '../worker/protocol';

const reports = new WeakMap<DatasetSource, CheckReport>();

/** What was found in a dataset that the library does not hold, by where it is opened from. */
export function keepReport(source: DatasetSource, report: CheckReport): void {
  reports.set(source, report);
}

export function reportOf(source: DatasetSource): CheckReport | null {
  return reports.get(source) ?? null;
}
