import { setImmediate } from 'node:timers/promises';

/**
 * Runs the steps to their end. Between two of them timers (a progress bar) and messages are handled: the backend itself
 * never leaves the microtasks.
 */
export async function drive<Progress, Result>(steps: AsyncGenerator<Progress, Result>, onProgress: (progress: Progress) => void): Promise<Result> {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    onProgress(value);
    await setImmediate();
  }
}
