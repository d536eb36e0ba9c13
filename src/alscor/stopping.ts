import type { AlscorConfig } from './config';

/** Why a run came to its end by itself. */
export type EndReason = 'epochs' | 'patience' | 'time' | 'target';

type Limits = Pick<AlscorConfig, 'epochs' | 'patience' | 'timeLimit' | 'targetMap'>;

export interface Standing {
  /** Epochs that are finished. */
  epoch: number;
  bestEpoch: number;
  /** Selection score of the last epoch. */
  score: number;
  elapsedMs: number;
}

export function isOverTime({ timeLimit }: Pick<Limits, 'timeLimit'>, elapsedMs: number): boolean {
  return timeLimit > 0 && elapsedMs >= timeLimit * 60_000;
}

/** After an epoch: why the run ends here, or null where it goes on. */
export function endReason(limits: Limits, { epoch, bestEpoch, score, elapsedMs }: Standing): EndReason | null {
  if (limits.targetMap > 0 && score >= limits.targetMap) return 'target';
  if (limits.patience > 0 && epoch - bestEpoch >= limits.patience) return 'patience';
  if (isOverTime(limits, elapsedMs)) return 'time';
  return epoch >= limits.epochs ? 'epochs' : null;
}
