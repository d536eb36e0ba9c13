import { configFields, type AlscorConfig } from '../../../alscor/config';
import type { ConfigChange } from '../../../alscor/runState';
import type { EpochPoint, ProbePoint } from '../../../worker/protocol';
import { significant } from '../../parts/format';
import type { Means } from '../game/meanBins';

export type AlertKind = 'small-batch' | 'collapsed' | 'nothing-shared' | 'all-alike' | 'diverging' | 'saturated' | 'not-learning' | 'over-fitting';

export interface Alert {
  kind: AlertKind;
  /** A warning spoils the run if nothing is done; a note is worth knowing. */
  severity: 'warning' | 'note';
  sentence: string;
  /** What to try. */
  advice: string;
  /** The hyperparameter that would mend it in the next run. */
  action?: { key: keyof AlscorConfig; value: number | string };
}

/** What is known of a run. */
export interface RunView {
  /** As the run uses it now. */
  config: AlscorConfig;
  /** As the run started, and what was changed since. */
  start: AlscorConfig;
  changes: readonly ConfigChange[];
  /** Of the dataset; null where it is not known. */
  pairs: number | null;
  classes: number | null;
  epochs: readonly EpochPoint[];
  probes: readonly ProbePoint[];
  means: Means;
}

/** Within the field's range and to three digits; none where that changes nothing. */
export function actionFor(config: AlscorConfig, key: keyof AlscorConfig, wanted: number): Pick<Alert, 'action'> {
  const { min = -Infinity, max = Infinity } = configFields.find((field) => field.key === key) ?? {};
  const value = Math.min(max, Math.max(min, Number(wanted.toPrecision(3))));
  return value === config[key] ? {} : { action: { key, value } };
}

/** "Learning rate to 0.001" */
export function actionWords({ key, value }: NonNullable<Alert['action']>): string {
  const label = configFields.find((field) => field.key === key)?.label ?? key;
  return `${label} to ${typeof value === 'number' ? significant(value) : value}`;
}
