import type { CommandName, Commands, ProblemReport, RequestMessage, WorkerEvent, WorkerMessage } from './protocol';

/** A failure that the worker reported; `advice` says what to try, where there is something. */
export class WorkerProblem extends Error {
  readonly advice: string | null;

  constructor(report: ProblemReport) {
    super(report.message);
    this.name = report.name;
    this.advice = report.advice;
  }
}

export interface TrainerClient {
  /** Rejects with WorkerProblem when the command fails or the worker dies. */
  call<N extends CommandName>(command: N, payload: Commands[N]['payload']): Promise<Commands[N]['result']>;
  /** Ends the worker; every pending call rejects. */
  terminate(): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(problem: WorkerProblem): void;
}

/**
 * Starts the training worker.
 * @param onEvent receives every event in order
 * @param onCrash the worker has died and answers no more; start another
 */
export function startTrainer(onEvent: (event: WorkerEvent) => void, onCrash: (problem: WorkerProblem) => void): TrainerClient {
  const worker = new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module', name: 'alscor-trainer' });
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let crash: WorkerProblem | null = null;

  const rejectAll = (problem: WorkerProblem) => {
    for (const { reject } of pending.values()) reject(problem);
    pending.clear();
  };

  worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.type !== 'reply') return onEvent(data);
    const waiting = pending.get(data.id);
    pending.delete(data.id);
    if (data.ok) waiting?.resolve(data.result);
    else waiting?.reject(new WorkerProblem(data.problem));
  };
  worker.onerror = (event) => {
    crash = new WorkerProblem({
      name: 'WorkerCrash',
      message: `The training worker stopped: ${event.message || 'it could not be loaded'}.`,
      advice: 'Start it again; your dataset and settings are kept in this page.',
    });
    worker.terminate();
    rejectAll(crash);
    onCrash(crash);
  };

  return {
    call<N extends CommandName>(command: N, payload: Commands[N]['payload']) {
      return new Promise<Commands[N]['result']>((resolve, reject) => {
        if (crash) return reject(crash);
        const id = nextId++;
        pending.set(id, { resolve: resolve as Pending['resolve'], reject });
        const message = { id, command, payload } as RequestMessage;
        worker.postMessage(message);
      });
    },
    terminate() {
      worker.terminate();
      crash = new WorkerProblem({ name: 'WorkerEnded', message: 'The training worker was ended.', advice: null });
      rejectAll(crash);
    },
  };
}
