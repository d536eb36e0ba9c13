/** What can be done to a run while it goes on, beside pause, stop and reset. */
import type { AlscorConfig } from '../alscor/config';
import { report } from './problems';
import { useRun } from './run';
import { call } from './trainer';

/** The change counts from the run's next step; the event "changed" tells it. */
export async function changeNow(key: keyof AlscorConfig, value: number | string): Promise<void> {
  try {
    await call('change', { key, value });
  } catch (error) {
    report(error);
  }
}

/** One step of a paused run. */
export async function stepOnce(): Promise<void> {
  if (useRun.getState().busy) return;
  useRun.setState({ busy: true });
  try {
    useRun.setState({ status: await call('stepOnce', {}) });
  } catch (error) {
    report(error);
  } finally {
    useRun.setState({ busy: false });
  }
}

/** Stores the present state; a kept one stays, to start other runs from. */
export async function saveState(keep: boolean): Promise<void> {
  try {
    const state = await call('saveState', { keep });
    if (!state && keep) report(new Error('Keeping this state: the browser stores no files of this page, so nothing was kept. Leave private browsing, or use Chrome, Edge, Firefox or Safari of 2023 or later.'));
  } catch (error) {
    report(error);
  }
}
