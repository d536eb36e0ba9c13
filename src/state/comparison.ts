import { create } from 'zustand';
import type { Comparison, Fit } from '../comparison/comparison';
import { decimal } from '../comparison/numbers';
import { scoreWords } from '../comparison/standing';
import { averageMap } from '../comparison/summary';
import type { ComparisonStatus, WorkerEvent } from '../worker/protocol';
import { useComparisons } from './comparisons';
import { useEnvironment } from './environment';
import { useMethods } from './methods';
import { report } from './problems';
import { useSettings } from './settings';
import { call } from './trainer';

type Fitted = Extract<WorkerEvent, { type: 'fitted' }>;

interface ComparisonState {
  status: ComparisonStatus | null;
  /** What is being filled; kept with each fit. */
  running: Comparison | null;
  /** The newest finished fit in a sentence. */
  news: string;
  /** A command is on its way. */
  busy: boolean;
  compare(methods: string[], seeds: number): Promise<void>;
  cancel(): Promise<void>;
}

export function isComparing(status: ComparisonStatus | null): boolean {
  return status?.phase === 'running';
}

function environmentNow(): Comparison['environment'] {
  const { environment } = useEnvironment.getState();
  const adapter = environment?.adapter?.description ?? environment?.adapter?.vendor;
  return { backend: [environment?.backend ?? 'no backend', adapter].filter(Boolean).join(', '), host: navigator.userAgent };
}

export const useComparison = create<ComparisonState>()((set, get) => ({
  status: null,
  running: null,
  news: '',
  busy: false,
  compare: async (methods, seeds) => {
    if (get().busy) return;
    set({ busy: true, news: '' });
    try {
      const { comparisonId, setting } = await call('compare', { methods, seeds, config: useSettings.getState().config });
      const running = { setting, environment: environmentNow(), startedAt: new Date().toISOString(), fits: [], failures: [], tests: [] };
      useComparisons.getState().replace(running);
      set({ running, status: { comparisonId, phase: 'running', current: null, done: 0, total: setting.methods.length * seeds, elapsedMs: 0, remainingMs: null } });
    } catch (error) {
      report(error);
    } finally {
      set({ busy: false });
    }
  },
  cancel: async () => {
    if (get().busy) return;
    set({ busy: true });
    try {
      const status = await call('cancelComparison', {});
      if (status) set({ status });
    } catch (error) {
      report(error);
    } finally {
      set({ busy: false });
    }
  },
}));

function fitWords(fit: Fit): string {
  const both = fit.scores[fit.headline];
  return both ? `MAP ${decimal(averageMap({ metrics: [both] }))} by ${scoreWords[fit.headline]}` : 'fitted';
}

/** Takes a fit that has ended into the table. */
export function takeFitted({ outcome, tests, status }: Fitted): void {
  const { running } = useComparison.getState();
  if (!running) return;
  const { fits, failures } = running;
  const next = 'fit' in outcome ? { ...running, fits: [...fits, outcome.fit], tests } : { ...running, failures: [...failures, outcome.failure] };
  const { method, seed } = 'fit' in outcome ? outcome.fit : outcome.failure;
  const label = useMethods.getState().methods.find(({ name }) => name === method)?.label ?? method;
  const words = 'fit' in outcome ? fitWords(outcome.fit) : `failed. ${outcome.failure.message.replace(/\.$/, '')}`;
  useComparison.setState({ running: next, status, news: `${label}, seed ${seed}: ${words}. ${Math.round(status.done)} of ${status.total} fits are done.` });
  useComparisons.getState().keep(next);
}

/** The worker is gone, and with it the rest of the comparison. */
export function comparisonLost(): void {
  useComparison.setState(({ status }) => ({ busy: false, status: status && isComparing(status) ? { ...status, phase: 'failed', current: null } : status }));
}
