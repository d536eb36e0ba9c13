/** Commands to a worker and its replies: the page's side, whichever worker it is. */
import type { ProblemReport } from './protocol';

/** A failure that the worker reported; `advice` says what to try, where there is something. */
export class WorkerProblem extends Error {
  readonly advice: string | null;

  constructor(report: ProblemReport) {
    super(report.message);
    this.name = report.name;
    this.advice = report.advice;
  }
}

/** Each command with what it is given and what it answers. */
export type CommandMap<C> = { [N in keyof C]: { payload: unknown; result: unknown } };

export interface WorkerClient<C extends CommandMap<C>> {
  /** Rejects with WorkerProblem when the command fails or the worker dies. */
  call<N extends keyof C>(command: N, payload: C[N]['payload']): Promise<C[N]['result']>;
  /** Ends the worker; every pending call rejects. */
  terminate(): void;
}

export type Reply<C extends CommandMap<C>> =
  | { type: 'reply'; id: number; ok: true; result: C[keyof C]['result'] }
  | { type: 'reply'; id: number; ok: false; problem: ProblemReport };

interface Pending {
  resolve(result: unknown): void;
  reject(problem: WorkerProblem): void;
}

interface Named {
  /** In sentences: "The training worker". */
  name: string;
  /** What to try where it has died. */
  advice: string;
}

/**
 * @param onEvent receives every event in order
 * @param onCrash the worker has died and answers no more; start another
 */
export function connect<C extends CommandMap<C>, E extends { type: string }>(
  worker: Worker,
  { name, advice }: Named,
  onEvent: (event: E) => void,
  onCrash: (problem: WorkerProblem) => void,
): WorkerClient<C> {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let crash: WorkerProblem | null = null;

  const end = (problem: WorkerProblem) => {
    crash = problem;
    worker.terminate();
    for (const { reject } of pending.values()) reject(problem);
    pending.clear();
  };
  const isReply = (data: Reply<C> | E): data is Reply<C> => data.type === 'reply';

  worker.onmessage = ({ data }: MessageEvent<Reply<C> | E>) => {
    if (!isReply(data)) return onEvent(data);
    const waiting = pending.get(data.id);
    pending.delete(data.id);
    if (data.ok) waiting?.resolve(data.result);
    else waiting?.reject(new WorkerProblem(data.problem));
  };
  worker.onerror = (event) => {
    const problem = new WorkerProblem({ name: 'WorkerCrash', message: `${name} stopped: ${event.message || 'it could not be loaded'}.`, advice });
    end(problem);
    onCrash(problem);
  };

  return {
    call<N extends keyof C>(command: N, payload: C[N]['payload']) {
      return new Promise<C[N]['result']>((resolve, reject) => {
        if (crash) return reject(crash);
        const id = nextId++;
        pending.set(id, { resolve: resolve as Pending['resolve'], reject });
        worker.postMessage({ id, command, payload });
      });
    },
    terminate: () => end(new WorkerProblem({ name: 'WorkerEnded', message: `${name} was ended.`, advice: null })),
  };
}
