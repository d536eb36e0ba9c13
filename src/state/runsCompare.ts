/** What a set of runs has in common is left out: the settings that differ, and what came of them. */
import { configFields, type AlscorConfig, type ConfigField } from '../alscor/config';
import type { ConfigChange } from '../alscor/runState';
import type { ScoreKind, Direction } from '../retrieval/scores';
import type { StepPoint } from '../worker/protocol';
import type { RunRecord, StepColumns } from '../worker/runs/record';
import type { RunProgress } from './runsDatabase';
import { bestOf } from './runsProgress';
import type { ShownRun } from './shownRuns';

export interface ComparedRun {
  id: string;
  name: string;
  record: RunRecord;
  changes: readonly ConfigChange[];
  best: RunProgress['best'];
  steps: StepColumns;
}

export interface ComparedRow<V> {
  label: string;
  /** One for each run. */
  values: V[];
}

const labels = new Map<keyof AlscorConfig, string>(configFields.map(({ key, label }) => [key, label]));

export const labelOf = (key: keyof AlscorConfig): string => labels.get(key) ?? key;

/** "Adversary weight γ 0 after step 40" */
export function changeWords(changes: readonly ConfigChange[]): string {
  return changes.map(({ step, key, value }) => `${labelOf(key)} ${value} after step ${step}`).join('; ') || 'none';
}

export function comparedRun({ id, name, epochs, changes, steps }: ShownRun, record: RunRecord): ComparedRun {
  return { id, name, record, changes: [...changes], best: bestOf(epochs), steps };
}

function startWords({ from }: RunRecord): string {
  return from ? `step ${from.step} of ${from.name}` : 'its seed';
}

const facts: { label: string; of(run: ComparedRun): string }[] = [
  { label: 'Dataset', of: ({ record }) => record.dataset.name },
  { label: 'Dataset fingerprint', of: ({ record }) => record.dataset.fingerprint.slice(0, 12) },
  { label: 'Backend', of: ({ record }) => record.environment.backend },
  { label: 'Started from', of: ({ record }) => startWords(record) },
  { label: 'Changed while it went on', of: ({ changes }) => changeWords(changes) },
];

function differs<V>({ values }: ComparedRow<V>): boolean {
  return values.some((value) => !Object.is(value, values[0]));
}

/** Hyperparameters by their labels, then dataset, backend, start and changes; only those that differ. */
export function differences(runs: readonly ComparedRun[]): ComparedRow<string>[] {
  const settings = configFields.map(({ key, label }: ConfigField) => ({ label, values: runs.map(({ record }) => String(record.config[key] ?? '–')) }));
  const others = facts.map(({ label, of }) => ({ label, values: runs.map(of) }));
  return [...settings, ...others].filter(differs);
}

const scores: ScoreKind[] = ['canonical', 'semantic', 'fused'];
const directions: { key: Direction; words: string }[] = [
  { key: 'i2t', words: 'image to text' },
  { key: 't2i', words: 'text to image' },
];
const losses: { key: keyof StepPoint; label: string }[] = [
  { key: 'total', label: 'Last total loss' },
  { key: 'correlation', label: 'Last correlation loss' },
  { key: 'classImage', label: 'Last classification loss, images' },
  { key: 'classText', label: 'Last classification loss, texts' },
  { key: 'contrast', label: 'Last contrastive loss' },
  { key: 'adversary', label: 'Last loss of the modality classifier' },
  { key: 'modalityAccuracy', label: 'Last accuracy of the modality classifier' },
];

export interface MeasuredRow extends ComparedRow<number | null> {
  unit: 'map' | 'count' | 'ms' | 'rate' | 'loss' | 'share';
}

const lastOf = (steps: StepColumns, key: keyof StepPoint): number | null => steps[key][steps[key].length - 1] ?? null;

/** Steps a second of active training: the steps that this run made itself, also where it started from another's state. */
function speed({ steps }: ComparedRun): number | null {
  const [first, last] = [steps.elapsedMs[0], lastOf(steps, 'elapsedMs')];
  return first === undefined || last === null || last <= first ? null : (1000 * (steps.step.length - 1)) / (last - first);
}

/** Validation MAP of each run's best epoch, when that was, how long it took, and the last losses; null where there is none. */
export function measures(runs: readonly ComparedRun[]): MeasuredRow[] {
  const maps = scores.flatMap((score) =>
    directions.map(({ key, words }) => ({ label: `Best validation MAP, ${score}, ${words}`, unit: 'map' as const, values: runs.map(({ best }) => best?.validation[score][key] ?? null) })),
  );
  return [
    ...maps,
    { label: 'Best epoch', unit: 'count', values: runs.map(({ best }) => best?.epoch ?? null) },
    { label: 'Steps', unit: 'count', values: runs.map(({ steps }) => lastOf(steps, 'step')) },
    { label: 'Time', unit: 'ms', values: runs.map(({ steps }) => lastOf(steps, 'elapsedMs')) },
    { label: 'Steps per second', unit: 'rate', values: runs.map(speed) },
    ...losses.map(({ key, label }) => ({ label, unit: key === 'modalityAccuracy' ? 'share' as const : 'loss' as const, values: runs.map(({ steps }) => lastOf(steps, key)) })),
  ];
}
