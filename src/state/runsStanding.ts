/** What a run is at now, as the page can know it. */
import type { DatasetSource, RunStatus } from '../worker/protocol';
import type { RunRecord } from '../worker/runs/record';
import type { ListedRun } from './runsDatabase';
import { isUnended } from './runsList';

/**
 * present: it goes on in this page, or waits here. elsewhere: in another tab. interrupted: it can go on from its
 * newest state. cut: it did not end, and no state of it is left.
 */
export type Standing = 'present' | 'elsewhere' | 'interrupted' | 'cut' | 'gone' | 'finished' | 'stopped' | 'failed';

interface Known {
  /** Of the present run. */
  status: Pick<RunStatus, 'runId' | 'phase'> | null;
  /** Ids of runs that some tab goes on with. */
  live: readonly string[];
  /** Ids of runs whose files are no longer there. */
  gone: readonly string[];
}

export function standingOf(entry: Pick<ListedRun, 'id' | 'phase' | 'states'>, { status, live, gone }: Known): Standing {
  const { id, phase, states } = entry;
  if (status?.runId === id && isUnended(status)) return 'present';
  if (gone.includes(id)) return 'gone';
  if (phase === 'finished' || phase === 'stopped' || phase === 'failed') return phase;
  if (live.includes(id)) return 'elsewhere';
  return states.length > 0 ? 'interrupted' : 'cut';
}

/** Whether a run was trained on the dataset that is open, as far as where it came from tells. */
export function isOfDataset({ dataset }: Pick<RunRecord, 'dataset'>, source: DatasetSource | null, name: string | undefined): boolean {
  if (!source || source.kind !== dataset.source) return false;
  return source.kind === 'stored' ? source.id === dataset.stored : source.kind === 'url' || dataset.name === name;
}

/** The newest interrupted run of the open dataset; null where there is none. */
export function runToGoOn(entries: readonly ListedRun[], known: Known, source: DatasetSource | null, name: string | undefined): ListedRun | null {
  const waiting = entries.filter((entry) => entry.deletedAt === null && standingOf(entry, known) === 'interrupted' && isOfDataset(entry.record, source, name));
  return waiting.reduce<ListedRun | null>((newest, entry) => (newest && newest.record.created >= entry.record.created ? newest : entry), null);
}
