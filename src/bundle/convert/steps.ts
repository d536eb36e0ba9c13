/** A conversion's way: rows done, and where it can be stopped. */
export type OnProgress = (done: number, total: number, task: string) => void;

const BREATH_MS = 50;

/** Lets messages in, a cancel among them: columns that are in memory are read without ever waiting. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export class Steps {
  #done = 0;
  #task = '';
  #lastBreath = performance.now();

  /** `total` in rows over all passes. */
  constructor(
    readonly total: number,
    readonly onProgress: OnProgress,
    readonly signal: AbortSignal,
  ) {}

  /** Throws the signal's reason where it is aborted, as `took` does. */
  begin(task: string): void {
    this.#task = task;
    this.onProgress(this.#done, this.total, task);
    this.signal.throwIfAborted();
  }

  /** After each block of rows. */
  async took(rows: number): Promise<void> {
    this.#done = Math.min(this.total, this.#done + rows);
    this.onProgress(this.#done, this.total, this.#task);
    if (performance.now() - this.#lastBreath > BREATH_MS) {
      await breath();
      this.#lastBreath = performance.now();
    }
    this.signal.throwIfAborted();
  }

  finish(): void {
    this.#done = this.total;
    this.onProgress(this.total, this.total, this.#task);
  }
}
