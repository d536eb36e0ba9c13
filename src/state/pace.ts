import { create } from 'zustand';
import { report } from './problems';
import { isActive, useRun } from './run';
import { call } from './trainer';

export interface Pace {
  label: string;
  /** Milliseconds between two steps. */
  delayMs: number;
}

export const paces: readonly Pace[] = [
  { label: 'full speed', delayMs: 0 },
  { label: 'at most 10 steps a second', delayMs: 100 },
  { label: 'at most 2 steps a second', delayMs: 500 },
  { label: 'at most 1 step a second', delayMs: 1000 },
];

/** How fast runs go: of this visit, for the present run and the next. */
export const usePace = create<{ delayMs: number }>()(() => ({ delayMs: 0 }));

async function send(delayMs: number): Promise<void> {
  try {
    await call('pace', { delayMs });
  } catch (error) {
    report(error);
  }
}

export async function choosePace(delayMs: number): Promise<void> {
  usePace.setState({ delayMs });
  if (isActive(useRun.getState().status?.phase)) await send(delayMs);
}

/** A run starts at full speed: tells each new one the pace that was chosen. Returns what ends it. */
export function followPace(): () => void {
  let paced = '';
  return useRun.subscribe(({ status }) => {
    if (!status || !isActive(status.phase) || status.runId === paced) return;
    paced = status.runId;
    const { delayMs } = usePace.getState();
    if (delayMs > 0) void send(delayMs);
  });
}
