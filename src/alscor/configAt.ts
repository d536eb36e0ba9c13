import type { AlscorConfig } from './config';
import type { ConfigChange } from './runState';

/** The configuration of the next step: as the run started, with every change up to `step` made. */
export function configAt(config: AlscorConfig, changes: readonly ConfigChange[], step: number): AlscorConfig {
  return changes.filter((change) => change.step <= step).reduce((present, { key, value }) => ({ ...present, [key]: value }), config);
}
