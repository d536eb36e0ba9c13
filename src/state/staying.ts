/** While a run goes on: the screen stays on, leaving asks first, and a hidden page stores where the run is. */
import type { RunStatus } from '../worker/protocol';
import type { StoredState } from '../worker/runs/record';
import { isActive, useRun } from './run';
import { saveState } from './steering';

export interface ScreenLock {
  release(): Promise<void>;
}

/** What is used of the page; a test gives its own. */
export interface Page {
  document: EventTarget & { readonly visibilityState: DocumentVisibilityState };
  window: EventTarget;
  /** Rejects where the system refuses; undefined where the browser has none. */
  lockScreen: (() => Promise<ScreenLock>) | undefined;
}

type Run = Pick<ReturnType<typeof useRun.getState>, 'status' | 'states'>;

/** Whether leaving now would lose steps: while a run goes on always, in a pause where its newest state is older. */
export function asksToLeave(status: RunStatus | null, states: readonly StoredState[]): boolean {
  if (status?.phase === 'running') return true;
  return status?.phase === 'paused' && Math.max(0, ...states.map(({ step }) => step)) < status.step;
}

/** Holds the screen while it is wanted. The browser takes the lock when the page is hidden, so it is asked for again. */
export class Wakefulness {
  private wanted = false;
  private lock: ScreenLock | null = null;
  private asking = false;

  constructor(private readonly page: Pick<Page, 'document' | 'lockScreen'>) {}

  want(wanted: boolean): void {
    this.wanted = wanted;
    void this.settle();
  }

  /** After the page was hidden or shown. */
  visibilityChanged(): void {
    if (this.page.document.visibilityState === 'hidden') this.lock = null;
    void this.settle();
  }

  private async settle(): Promise<void> {
    if (this.asking || !this.page.lockScreen) return;
    if (!this.wanted) return this.release();
    if (this.lock || this.page.document.visibilityState === 'hidden') return;
    this.asking = true;
    // A refusal, as on low battery, is no fault of the page: the run goes on, and the next time it is shown asks again.
    this.lock = await this.page.lockScreen().catch(() => null);
    this.asking = false;
    if (!this.wanted) this.release();
  }

  private release(): void {
    void this.lock?.release();
    this.lock = null;
  }
}

function browserPage(): Page {
  const lock: WakeLock | undefined = navigator.wakeLock;
  return { document, window, lockScreen: lock && (() => lock.request('screen')) };
}

/**
 * Returns what ends it.
 * @param run asked at every event
 * @param save stores the run's state
 */
export function stay(page: Page = browserPage(), run: () => Run = useRun.getState, save: () => void = () => void saveState(false)): () => void {
  const wakefulness = new Wakefulness(page);
  const wake = () => wakefulness.want(run().status?.phase === 'running');
  const visibility = () => {
    wakefulness.visibilityChanged();
    if (page.document.visibilityState === 'hidden' && isActive(run().status?.phase)) save();
  };
  const leaving = (event: Event) => {
    const { status, states } = run();
    if (asksToLeave(status, states)) event.preventDefault();
  };
  wake();
  const unsubscribe = useRun.subscribe(wake);
  page.document.addEventListener('visibilitychange', visibility);
  page.window.addEventListener('beforeunload', leaving);
  return () => {
    unsubscribe();
    wakefulness.want(false);
    page.document.removeEventListener('visibilitychange', visibility);
    page.window.removeEventListener('beforeunload', leaving);
  };
}
