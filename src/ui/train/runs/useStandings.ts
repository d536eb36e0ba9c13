import { useMemo } from 'react';
import { useDataset } from '../../../state/dataset';
import { useModels } from '../../../state/models';
import { isActive, useRun } from '../../../state/run';
import { datasetToOpen } from '../../../state/runsActions';
import type { ListedRun } from '../../../state/runsDatabase';
import { standingOf, type Standing } from '../../../state/runsStanding';
import { useRuns } from '../../../state/runsStore';
import { chosenIds } from '../../../state/shownRuns';
import { useView } from '../../../state/view';

export interface RowState {
  standing: Standing;
  /** Place among the runs that are drawn, from 0; null where it is not. */
  place: number | null;
  /** The run of this page, ended or not: it is always drawn. */
  isPresent: boolean;
  /** Its model answers in Search. */
  answers: boolean;
  /** What to open first, in words; null where its dataset is open. */
  toOpen: string | null;
}

/** What the page knows beside the list, as each row needs it. */
export function useStandings(): { of(entry: ListedRun): RowState; active: boolean } {
  const present = useRun(({ record }) => record?.id ?? null);
  const phase = useRun(({ status, record }) => status?.phase ?? (record ? 'running' : undefined));
  const live = useRuns((state) => state.live);
  const gone = useRuns((state) => state.gone);
  useView((state) => state.runs);
  const chosen = useRuns(() => chosenIds().join(','));
  const source = useDataset((state) => state.source);
  const name = useDataset((state) => state.summary?.name);
  const answering = useModels(({ models }) => models.find(({ kind }) => kind === 'alscor')?.runId ?? null);
  return useMemo(() => {
    const status = present !== null && phase ? { runId: present, phase } : null;
    const drawn = [...(present === null ? [] : [present]), ...chosen.split(',')];
    const of = (entry: ListedRun): RowState => ({
      standing: standingOf(entry, { status, live, gone }),
      place: drawn.includes(entry.id) ? drawn.indexOf(entry.id) : null,
      isPresent: entry.id === present,
      answers: answering === entry.id,
      toOpen: datasetToOpen(entry, source, name),
    });
    return { of, active: isActive(phase) };
  }, [present, phase, live, gone, chosen, source, name, answering]);
}
