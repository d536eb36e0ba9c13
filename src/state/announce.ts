/** What a screen reader is told of a run: each finished epoch, at most one in ten seconds, and how it ended. */
import type { AlscorConfig } from '../alscor/config';
import type { EpochPoint, RunPhase, RunStatus } from '../worker/protocol';

const INTERVAL_MS = 10_000;

/** The validation MAP by which the best epoch is chosen: of the canonical and the semantic score, of the canonical alone where β is 0. */
export function selectionMap({ validation: { canonical, semantic } }: Pick<EpochPoint, 'validation'>, classificationWeight: number): number {
  const [first, second] = [(canonical.i2t + canonical.t2i) / 2, (semantic.i2t + semantic.t2i) / 2];
  return classificationWeight === 0 ? first : (first + second) / 2;
}

const endWords: Partial<Record<RunPhase, string>> = { finished: 'Finished', stopped: 'Stopped' };

export class Announcer {
  private saidAt = -Infinity;
  private runId = '';
  private epochs = 0;
  private phase: RunPhase = 'idle';

  /**
   * The next sentence, or null where nothing is to be said. A failure is not said here: its notice is an alert already.
   * @param config in force now
   * @param now in milliseconds
   */
  next(status: RunStatus | null, epochs: readonly EpochPoint[], config: Pick<AlscorConfig, 'classificationWeight'> | null, now: number): string | null {
    if (!status) return null;
    if (status.runId !== this.runId) Object.assign(this, { runId: status.runId, epochs: 0, phase: 'idle', saidAt: -Infinity });
    const last = epochs.at(-1);
    const map = last && config ? `, validation MAP ${selectionMap(last, config.classificationWeight).toFixed(2)}` : '';
    const ended = status.phase === this.phase ? undefined : endWords[status.phase];
    this.phase = status.phase;
    if (ended) return last ? `${ended} after epoch ${last.epoch}${map}` : `${ended} before the first epoch was over`;
    if (status.phase !== 'running' || !last || epochs.length <= this.epochs || now - this.saidAt < INTERVAL_MS) return null;
    this.epochs = epochs.length;
    this.saidAt = now;
    return `Epoch ${last.epoch} of ${status.epochs}${map}`;
  }
}
