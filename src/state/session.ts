import { WorkerProblem } from '../worker/client';
import type { BackendChoice, WorkerEvent } from '../worker/protocol';
import { comparisonLost, takeFitted, useComparison } from './comparison';
import { demoSource, useDataset } from './dataset';
import { useEnvironment } from './environment';
import { goOnByItself, mayRestart } from './interrupted';
import { takeProgress, useLibrary } from './libraryStore';
import { takeOwnProgress } from './gallery';
import { takeInsightsProgress } from './insights';
import { useMethods } from './methods';
import { useModelChoice } from './modelChoice';
import { useModels } from './models';
import { keepPace } from './pace';
import { usePacking } from './packing';
import { explain, report, tell } from './problems';
import { requestRedraw } from './redraw';
import { takeBackTo, takeRestored, takeState, useRun } from './run';
import { followChoice } from './runsChosen';
import { followRun } from './runsFollow';
import { useRuns } from './runsStore';
import { useSpace } from './space';
import { appendSteps } from './steps';
import { call, spawnTrainer } from './trainer';
import { useView } from './view';

function onEvent(event: WorkerEvent): void {
  switch (event.type) {
    case 'progress':
      if (useDataset.getState().loading) useDataset.setState({ loading: { task: event.task, done: event.done, total: event.total } });
      return;
    case 'keeping':
      return takeProgress(event);
    case 'steps':
      appendSteps(event.points);
      useRun.setState({ status: event.status });
      return requestRedraw();
    case 'epoch':
      useRun.setState(({ epochs }) => ({ epochs: [...epochs, event.point], status: event.status }));
      followRun();
      return requestRedraw();
    case 'probe':
      useRun.setState(({ probes }) => ({ probes: [...probes, event.point] }));
      return requestRedraw();
    case 'changed':
      useRun.setState(({ changes }) => ({ changes: [...changes, event.change] }));
      return followRun(true);
    case 'saved':
      useRun.setState(({ states }) => ({ states: takeState(states, event.state) }));
      return followRun(true);
    case 'stored':
      return void useRuns.getState().look();
    case 'restored':
      takeRestored(event);
      return followRun(true);
    case 'space':
      return useSpace.setState({ space: event.space });
    case 'recovered':
      useEnvironment.setState({ environment: event.environment });
      if (event.step !== null && event.runId === useRun.getState().record?.id) takeBackTo(event.step);
      return tell(recoveredWords(event));
    case 'phase':
      useRun.setState({ status: event.status });
      followRun();
      return requestRedraw();
    case 'packing':
      if (usePacking.getState().progress) usePacking.setState({ progress: { done: event.done, total: event.total } });
      return;
    case 'preparing':
      return useModelChoice.getState().progress(event.key, event.done, event.total);
    case 'own':
      return takeOwnProgress(event.progress);
    case 'insights':
      return takeInsightsProgress(event.progress);
    case 'models':
      return useModels.setState({ models: event.models });
    case 'comparison':
      return useComparison.setState({ status: event.status });
    case 'fitted':
      return takeFitted(event);
    case 'problem':
      return report(new WorkerProblem(event.problem));
    default:
      event satisfies never;
  }
}

/** "The GPU was lost: … Run 3 goes on from step 120 on wasm." */
export function recoveredWords({ runId, step, reason, environment }: Extract<WorkerEvent, { type: 'recovered' }>): string {
  const name = runId === null ? null : (useRuns.getState().find(runId)?.name ?? 'The run');
  const after = name === null || step === null ? 'This page computes' : `${name} goes on from step ${step}`;
  return `The GPU was lost: ${reason.replace(/\.?$/, '.')} ${after} on ${environment.backend}.`;
}

let sessions = 0;
let lastCrash: number | null = null;

function onCrash(problem: WorkerProblem): void {
  useEnvironment.setState({ phase: 'crashed', environment: null, reason: explain(problem) });
  useModels.setState({ models: [] });
  useDataset.setState({ loading: null });
  comparisonLost();
  useRun.setState(({ status }) => ({ busy: false, status: status && { ...status, phase: 'failed' } }));
  const restart = mayRestart(Date.now(), lastCrash);
  lastCrash = Date.now();
  if (restart) void startSession(`${problem.message.replace(/\.?$/, '.')} It was started again.`);
}

/**
 * Starts the worker, its backend, and the dataset that was there (at first the demo); an interrupted run goes on.
 * @param news to tell once it has started
 */
export async function startSession(news?: string): Promise<void> {
  if (typeof Worker === 'undefined') {
    const message = 'This browser has no web workers, in which this page computes.';
    useEnvironment.setState({ phase: 'unsupported', reason: { message, advice: 'Use a current Chrome, Edge, Firefox or Safari.' } });
    return;
  }
  const session = ++sessions;
  useEnvironment.setState({ phase: 'starting', reason: null });
  try {
    spawnTrainer(onEvent, onCrash);
  } catch (error) {
    useEnvironment.setState({ phase: 'failed', reason: explain(error) });
    return;
  }
  void listMethods();
  void keepPace();
  // The dataset is read, and linear CCA answers, whatever becomes of the backend.
  const started = startBackend();
  void useLibrary.getState().start();
  followChoice();
  await Promise.all([started, openFirst()]);
  await useRuns.getState().start();
  if (session !== sessions || useEnvironment.getState().phase !== 'ready') return;
  if (news !== undefined) tell(news);
  await goOnByItself();
}

/** The dataset that was there, or that the address names; the demo where that is not to be had. */
async function openFirst(): Promise<void> {
  const { source, load } = useDataset.getState();
  const { dataset, choose } = useView.getState();
  await load(source ?? (dataset === null ? demoSource() : { kind: 'stored', id: dataset }));
  if (source !== null || dataset === null || useDataset.getState().source !== null) return;
  choose({ dataset: null, query: [], classes: [] });
  await load(demoSource());
}

/** Where the worker dies before it answers, its crash is told. */
async function listMethods(): Promise<void> {
  const methods = await call('methods', {}).catch(() => null);
  if (methods) useMethods.setState({ methods });
}

async function startBackend(): Promise<void> {
  try {
    const environment = await call('start', { backend: useEnvironment.getState().choice });
    useEnvironment.setState({ phase: 'ready', environment });
  } catch (error) {
    if (useEnvironment.getState().phase !== 'crashed') useEnvironment.setState({ phase: 'failed', reason: explain(error) });
  }
}

export async function chooseBackend(choice: BackendChoice): Promise<void> {
  const address = new URL(location.href);
  address.searchParams.set('backend', choice);
  history.replaceState(null, '', address);
  useEnvironment.setState({ choice });
  if (useEnvironment.getState().phase !== 'ready') return startSession();
  try {
    useEnvironment.setState({ environment: await call('setBackend', { backend: choice }) });
  } catch (error) {
    report(error);
  }
}
