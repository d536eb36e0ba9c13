import type { Dataset } from '../../bundle/dataset';
import type { ModelShelf } from '../models/shelf';
import { Cancelled, Pace } from '../pace';
import { lookAtTest } from './look';
import type { Insights, InsightsProgress, InsightsRequest } from './types';

/** Work between two looks at what else has come in: a run's next step may be one of them. */
const TURN_MS = 20;

/** Looks at the test set while training and searching go on, one look at a time: a newer one ends the one before. */
export class InsightsDesk {
  private stop = new AbortController();

  constructor(
    private readonly open: () => Dataset,
    private readonly shelf: ModelShelf,
    /** Null where nothing goes on any more. */
    private readonly tell: (progress: InsightsProgress | null) => void,
  ) {}

  /** By the model as it is now: a later epoch changes nothing of it. Null where it was ended. */
  async look({ model: key, score }: InsightsRequest): Promise<Insights | null> {
    this.cancel();
    const [dataset, { signal }] = [this.open(), this.stop];
    const model = await this.shelf.open(key);
    if (signal.aborted) return null;
    let pace: Pace<Pick<InsightsProgress, 'name' | 'total'>> | null = null;
    let since = -Infinity;
    const reach = async (done: number, total: number): Promise<void> => {
      if (performance.now() - since < TURN_MS) return;
      if (this.open() !== dataset) this.cancel();
      pace ??= new Pace({ name: 'Asking with every test item', total }, this.tell, signal);
      await pace.reach(done);
      since = performance.now();
    };
    try {
      const insights = await lookAtTest({ dataset, model, score, reach });
      return this.open() === dataset ? insights : null;
    } catch (error) {
      if (error instanceof Cancelled) return null;
      throw error;
    } finally {
      if (!signal.aborted) this.tell(null);
    }
  }

  cancel(): null {
    this.stop.abort();
    this.stop = new AbortController();
    this.tell(null);
    return null;
  }
}
