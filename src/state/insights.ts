/** What the test set, asked at once, shows of a model. */
import { create } from 'zustand';
import type { Direction } from '../retrieval/scores';
import type { Insights, InsightsProgress, InsightsRequest, ModelInfo } from '../worker/protocol';
import { explain } from './problems';
import { call } from './trainer';

/** Queries that are listed of each direction, and so many more at a time. */
export const LISTED = 8;

const shownAtFirst = { i2t: LISTED, t2i: LISTED };

interface InsightsState {
  /** The newest that is whole. */
  insights: Insights | null;
  /** What the visitor had chosen when the newest look began; null: there was none. */
  choice: string | null;
  looking: boolean;
  progress: InsightsProgress | null;
  cancelled: boolean;
  problem: { message: string; advice: string | null } | null;
  shown: Record<Direction, number>;
  /** The item by which the visitor went to Results. */
  left: string | null;
  /** Asks the worker; a look that goes on ends. @param choice comes back as `choice` */
  look(request: InsightsRequest, choice: string): Promise<void>;
  cancel(): void;
  showMore(direction: Direction): void;
}

/** Rises when the answer on its way no longer matters. */
let newest = 0;

export const useInsights = create<InsightsState>()((set) => ({
  insights: null,
  choice: null,
  looking: false,
  progress: null,
  cancelled: false,
  problem: null,
  shown: shownAtFirst,
  left: null,
  look: async (request, choice) => {
    const own = ++newest;
    set({ choice, looking: true, cancelled: false, problem: null });
    try {
      const insights = await call('insights', request);
      if (own === newest) set(insights ? { insights, shown: shownAtFirst } : { cancelled: true });
    } catch (error) {
      if (own === newest) set({ problem: explain(error) });
    } finally {
      if (own === newest) set({ looking: false, progress: null });
    }
  },
  cancel: () => void call('cancelInsights', {}).catch(() => undefined),
  showMore: (direction) => set(({ shown }) => ({ shown: { ...shown, [direction]: shown[direction] + 2 * LISTED } })),
}));

export function takeInsightsProgress(progress: InsightsProgress | null): void {
  if (useInsights.getState().looking) useInsights.setState({ progress });
}

/** Another dataset has other test items. */
export function forgetInsights(): void {
  newest++;
  useInsights.setState({ insights: null, choice: null, looking: false, progress: null, cancelled: false, problem: null, shown: shownAtFirst });
}

/** Whether a model is no longer the one that was looked at. */
export function isOutdated(looked: ModelInfo, now: ModelInfo): boolean {
  return looked.key !== now.key || looked.runId !== now.runId || looked.epoch !== now.epoch || looked.label !== now.label;
}
