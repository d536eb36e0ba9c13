import type { AlscorConfig } from '../../../alscor/config';
import type { RunPhase, RunStatus } from '../../../worker/protocol';

export const phaseWords: Record<RunPhase, string> = {
  idle: 'Ready',
  running: 'Training',
  paused: 'Paused',
  finished: 'Finished',
  stopped: 'Stopped; the best epoch so far is kept',
  failed: 'Failed',
};

const minutes = (count: number): string => `${count} minute${count === 1 ? '' : 's'}`;

/** Why a run came to its end by itself, or null. @param config in force at its end */
export function endingWords({ endedBy }: Pick<RunStatus, 'endedBy'>, config: Pick<AlscorConfig, 'epochs' | 'patience' | 'timeLimit' | 'targetMap'> | null): string | null {
  if (!endedBy || !config) return null;
  switch (endedBy) {
    case 'epochs':
      return 'all epochs are done';
    case 'patience':
      return `no better epoch among the last ${config.patience}`;
    case 'time':
      return `the time limit of ${minutes(config.timeLimit)} is reached`;
    case 'target':
      return `the validation MAP reached its target of ${config.targetMap}`;
    default:
      return endedBy satisfies never;
  }
}
