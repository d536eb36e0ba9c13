import type { StoredState } from './runs/record';

/** States that somebody wants stored at the end of the step in progress. */
export class SaveRequests {
  private asked: { keep: boolean; answer: (state: StoredState | null) => void }[] = [];

  ask(keep: boolean): Promise<StoredState | null> {
    return new Promise((answer) => this.asked.push({ keep, answer }));
  }

  async serve(store: (keep: boolean) => Promise<StoredState | null>): Promise<void> {
    const asked = this.asked.splice(0);
    if (asked.length === 0) return;
    const state = await store(asked.some(({ keep }) => keep));
    asked.forEach(({ answer }) => answer(state));
  }
}
