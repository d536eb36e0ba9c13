import { differences, measures, type ComparedRun } from '../../../state/runsCompare';
import { toCsv } from '../../parts/csv';

/** One column a run: the settings that differ, then what was measured. */
export function compareCsv(runs: readonly ComparedRun[]): string {
  const rows = [...differences(runs), ...measures(runs)];
  return toCsv(['', ...runs.map(({ name }) => name)], rows.map(({ label, values }) => [label, ...values]));
}

/** Each run with all of its settings, and which of them differ. */
export function compareJson(runs: readonly ComparedRun[]): string {
  const measured = measures(runs);
  const listed = runs.map(({ id, name, record, changes }, i) => ({
    id, name, changes,
    started: new Date(record.created).toISOString(),
    dataset: record.dataset, backend: record.environment.backend, from: record.from, replayOf: record.replayOf, config: record.config,
    measures: Object.fromEntries(measured.map(({ label, values }) => [label, values[i] ?? null])),
  }));
  return JSON.stringify({ differences: differences(runs), runs: listed }, null, 1);
}
