import { useEffect, useMemo } from 'react';
import { useDataset, useHasClasses } from '../../../state/dataset';
import { useEnvironment } from '../../../state/environment';
import { useEpochs } from '../../../state/history';
import { useMethods } from '../../../state/methods';
import { modelGroups, runsOf, useModelChoice, type ModelGroup } from '../../../state/modelChoice';
import { useModels } from '../../../state/models';
import type { ListedRun } from '../../../state/runsDatabase';
import { isActive, useRun } from '../../../state/run';
import { useRuns } from '../../../state/runsStore';
import type { ModelKey } from '../../../worker/protocol';

/** Runs of the open dataset that have a model, as they are listed. */
export function useOwnRuns(): ListedRun[] {
  const entries = useRuns((state) => state.entries);
  const summary = useDataset((state) => state.summary);
  return useMemo(() => (summary ? runsOf(entries, summary) : []), [entries, summary]);
}

/** Those that have ended: this page's present run tells that itself, of other tabs' runs the files do. */
function useEnded(runs: readonly ListedRun[]): ListedRun[] {
  const live = useRuns((state) => state.live);
  const present = useRun(({ record }) => record?.id);
  const active = useRun(({ status }) => isActive(status?.phase));
  return runs.filter(({ id }) => (id === present ? !active : !live.includes(id)));
}

/** @param runId whose epochs can be chosen */
export function useModelGroups(runId: string | null): ModelGroup[] {
  const models = useModels((state) => state.models);
  const methods = useMethods((state) => state.methods);
  const withClasses = useHasClasses();
  const of = useEpochs((state) => (runId === null ? undefined : state.epochs[runId]));
  const runs = useOwnRuns();
  const ended = useEnded(runs);
  const run = runs.find(({ id }) => id === runId);
  return modelGroups({ models, runs: ended, epochs: run && of ? { run, of } : null, methods, withClasses });
}

/** A model that was chosen, or that an address names, is prepared once the worker can. */
export function usePrepared(key: ModelKey | null): void {
  const ready = useModels(({ models }) => models.some((model) => model.key === key));
  const loaded = useModels(({ models }) => models.length > 0);
  const started = useEnvironment((state) => state.phase === 'ready');
  const { preparing, problems, prepare } = useModelChoice();
  const idle = key !== null && key !== 'cca' && key !== 'alscor' && !ready && !preparing[key] && !problems[key];
  useEffect(() => {
    if (idle && loaded && started) void prepare(key);
  }, [idle, loaded, started, key, prepare]);
}
