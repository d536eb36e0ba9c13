/** How far a long piece of work is; it gives way to what else is asked of the worker, and can be cancelled. */
import { nextTask } from './nextTask';

/** As it is told. */
export interface WorkProgress {
  name: string;
  done: number;
  total: number;
  /** Null until it can be told. */
  leftMs: number | null;
}

/** Of a piece of work that was cancelled by the visitor. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  readonly advice = 'Ask again to go on.';
}

const TELL_MS = 100;
/** Before, the time left is a guess. */
const KNOWN_MS = 500;

export class Pace<Work extends Pick<WorkProgress, 'name' | 'total'>> {
  private readonly start = performance.now();
  private told = -Infinity;

  /** @param before done in an earlier attempt */
  constructor(
    private readonly work: Work,
    private readonly tell: (progress: Work & Pick<WorkProgress, 'done' | 'leftMs'>) => void,
    private readonly signal: AbortSignal,
    private readonly before = 0,
  ) {}

  /** Tells at most ten times a second. Throws Cancelled. */
  async reach(done: number): Promise<void> {
    const now = performance.now();
    if (now - this.told >= TELL_MS) {
      this.told = now;
      this.tell({ ...this.work, done, leftMs: this.leftMs(done, now - this.start) });
    }
    await nextTask();
    if (this.signal.aborted) throw new Cancelled(`${this.work.name}: cancelled after ${done} of ${this.work.total} items.`);
  }

  private leftMs(done: number, elapsed: number): number | null {
    const now = done - this.before;
    return elapsed < KNOWN_MS || now <= 0 ? null : (elapsed / now) * Math.max(0, this.work.total - done);
  }
}
