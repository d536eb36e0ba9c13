import { create } from 'zustand';
import { report } from './problems';
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
  await send(delayMs);
}

/** A worker that was just started runs at full speed: tells it what was chosen. */
export async function keepPace(): Promise<void> {
  const { delayMs } = usePace.getState();
  if (delayMs > 0) await send(delayMs);
}
