import type { AlscorConfig } from '../alscor/config';
import { configAt } from '../alscor/configAt';
import type { ConfigChange } from '../alscor/runState';

/** What the present run uses now: as it started, with what was changed since. Null where there is none. */
export function inForce(config: AlscorConfig | null, changes: readonly ConfigChange[]): AlscorConfig | null {
  return config && configAt(config, changes, Infinity);
}
