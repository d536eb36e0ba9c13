/** New runs from old ones: from the same start or from a stored state, with some settings changed. */
import { configFields, type AlscorConfig } from '../alscor/config';
import { configAt } from '../alscor/configAt';
import type { RunRequest } from '../worker/protocol';
import { labelOf } from './runsCompare';
import type { ListedRun } from './runsDatabase';

export type ForkChange = 'no-adversary' | 'no-correlation' | 'other-seed' | 'panel';

const LARGEST_SEED = 2 ** 31 - 1;

interface ForkKind {
  name: ForkChange;
  label: string;
  /** @param panel the settings of the Hyperparameters panel */
  config(base: AlscorConfig, panel: AlscorConfig): AlscorConfig;
}

export const forkKinds: ForkKind[] = [
  { name: 'no-adversary', label: 'without the adversary', config: (base) => ({ ...base, adversaryWeight: 0 }) },
  { name: 'no-correlation', label: 'without the correlation loss', config: (base) => ({ ...base, correlationWeight: 0 }) },
  { name: 'other-seed', label: 'with another seed', config: (base) => ({ ...base, seed: base.seed < LARGEST_SEED ? base.seed + 1 : 0 }) },
  { name: 'panel', label: 'with the settings of the Hyperparameters panel', config: (_, panel) => panel },
];

/** What the state of a run holds, or rests on: it fits no other net, and no other division of the items. */
const fixed: { keys: (keyof AlscorConfig)[]; because: string }[] = [
  { keys: ['latentDim', 'hiddenDim', 'adversaryHidden', 'members', 'imageViews', 'imagePreprocessing', 'textPreprocessing', 'activation', 'layer'], because: 'the stored weights are of the nets as they were' },
  { keys: ['seed', 'validationShare'], because: 'other validation items would be drawn, and the stored weights have learnt from some of them' },
];

export interface Fork {
  /** Null: from its start. */
  step: number | null;
  kind: ForkChange;
}

export interface PlannedFork {
  config: AlscorConfig;
  /** The state to start from; null starts from the seed. */
  from: RunRequest['from'];
  /** "Adversary weight γ: 1 → 0" */
  differences: string[];
  /** Why it cannot be started; null where it can. */
  refusal: string | null;
}

/** Where a run started, as another one asks for it. */
export function originOf({ record: { from } }: Pick<ListedRun, 'record'>): RunRequest['from'] {
  return from && { id: from.id, step: from.step };
}

/** Why a run cannot start from a state; null where it can. */
export function missingState(from: RunRequest['from'], find: (id: string) => ListedRun | undefined): string | null {
  if (!from) return null;
  const source = find(from.id);
  if (source?.deletedAt === null && source.states.some(({ step }) => step === from.step)) return null;
  return `Starting from step ${from.step} of ${source?.name ?? 'another run'}: expected that state in this browser, it is no longer there. Start from another one.`;
}

function refusalOf(base: AlscorConfig, config: AlscorConfig, from: NonNullable<RunRequest['from']>, find: (id: string) => ListedRun | undefined): string | null {
  for (const { keys, because } of fixed) {
    const changed = keys.filter((key) => base[key] !== config[key]);
    if (changed.length > 0) return `From step ${from.step}, ${changed.map(labelOf).join(', ')} must stay: ${because}. Start from a seed instead.`;
  }
  const epoch = find(from.id)?.states.find(({ step }) => step === from.step)?.epoch ?? 0;
  if (config.epochs > epoch) return missingState(from, find);
  return `${labelOf('epochs')}: expected more than the ${Math.floor(epoch)} that are done at step ${from.step}, got ${config.epochs}. Set more of them in the Hyperparameters panel.`;
}

/**
 * @param panel the settings of the Hyperparameters panel
 * @param find looks a run up in the list
 */
export function planFork(run: ListedRun, { step, kind }: Fork, panel: AlscorConfig, find: (id: string) => ListedRun | undefined): PlannedFork {
  const base = step === null ? run.record.config : configAt(run.record.config, run.changes, step);
  const from = step === null ? originOf(run) : { id: run.id, step };
  const config = forkKinds.find(({ name }) => name === kind)!.config(base, panel);
  const differences = configFields.filter(({ key }) => base[key] !== config[key]).map(({ key, label }) => `${label}: ${base[key]} → ${config[key]}`);
  return { config, from, differences, refusal: from && refusalOf(base, config, from, find) };
}

export function forkName(next: string, kind: ForkChange): string {
  const { label } = forkKinds.find(({ name }) => name === kind)!;
  return kind === 'panel' ? next : `${next}, ${label}`;
}
