/** The runs as files: every step and every epoch, whatever of them is drawn. */
import type { AlscorConfig } from '../../../alscor/config';
import type { EpochPoint, RunStatus, StepPoint } from '../../../worker/protocol';
import type { StepColumns } from '../../../worker/runs/record';
import type { ShownRun } from '../../../state/shownRuns';
import type { Cell } from '../../parts/csv';
import { csvParts, listJson, numbersJson, objectJson } from './textFile';

const measures: (keyof StepPoint)[] = [
  'step', 'epoch', 'elapsedMs', 'total', 'correlation', 'classImage', 'classText', 'contrast', 'adversary', 'modalityAccuracy', 'reversal',
];
const epochHeader = ['epoch', 'step', 'elapsedMs', 'best', 'canonical_i2t', 'canonical_t2i', 'semantic_i2t', 'semantic_t2i', 'fused_i2t', 'fused_t2i'];

function* stepRows(steps: StepColumns, before: Cell[]): Generator<Cell[]> {
  const count = steps.step.length;
  for (let i = 0; i < count; i++) yield [...before, ...measures.map((name) => steps[name][i])];
}

function epochRow({ epoch, step, elapsedMs, best, validation: { canonical, semantic, fused } }: EpochPoint): Cell[] {
  return [epoch, step, elapsedMs, best, canonical.i2t, canonical.t2i, semantic.i2t, semantic.t2i, fused.i2t, fused.t2i];
}

const json = (value: unknown) => [JSON.stringify(value) ?? 'null'];
/** As far as the run has come now: it may go on while the file is written. */
function stepsJson(steps: StepColumns): Iterable<string> {
  const count = steps.step.length;
  return objectJson(measures.map((name) => [name, numbersJson(steps[name], count)] as const));
}

export const stepsCsv = ({ steps }: Pick<ShownRun, 'steps'>): Iterable<string> => csvParts(measures, stepRows(steps, []));
export const epochsCsv = ({ epochs }: Pick<ShownRun, 'epochs'>): Iterable<string> => csvParts(epochHeader, epochs.map(epochRow));

/** @param about the present run's settings and how it stands */
export function runJson({ steps, epochs }: Pick<ShownRun, 'steps' | 'epochs'>, about: { config: AlscorConfig | null; status: RunStatus | null }): Iterable<string> {
  return objectJson([['config', json(about.config)], ['status', json(about.status)], ['steps', stepsJson(steps)], ['epochs', json(epochs)]]);
}

/** Names of runs as they are told apart: by their ids where names are equal. */
export function tellingNames(runs: readonly Pick<ShownRun, 'id' | 'name'>[]): string[] {
  return runs.map(({ id, name }) => (runs.some((other) => other.id !== id && other.name === name) ? `${name} (${id})` : name));
}

export function allStepsCsv(runs: readonly ShownRun[]): Iterable<string> {
  const names = tellingNames(runs);
  return csvParts(['run', ...measures], chained(runs.map(({ steps }, i) => stepRows(steps, [names[i]]))));
}

export function allEpochsCsv(runs: readonly ShownRun[]): Iterable<string> {
  const names = tellingNames(runs);
  return csvParts(['run', ...epochHeader], runs.flatMap(({ epochs }, i) => epochs.map((point) => [names[i], ...epochRow(point)])));
}

export function allRunsJson(runs: readonly ShownRun[]): Iterable<string> {
  const files = runs.map(({ id, name, changes, steps, epochs }) => objectJson([
    ['id', json(id)], ['name', json(name)], ['changes', json(changes)], ['steps', stepsJson(steps)], ['epochs', json(epochs)],
  ]));
  return objectJson([['runs', listJson(files)]]);
}

function* chained<T>(parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
