import { startTrainer, WorkerProblem, type TrainerClient } from '../worker/client';
import type { CommandName, Commands, WorkerEvent } from '../worker/protocol';

let client: TrainerClient | null = null;

/** Ends the worker that is there and starts another. Throws where the browser has no workers. */
export function spawnTrainer(onEvent: (event: WorkerEvent) => void, onCrash: (problem: WorkerProblem) => void): void {
  client?.terminate();
  client = startTrainer(onEvent, onCrash);
}

/** Sends a command to the worker; rejects with WorkerProblem. */
export function call<N extends CommandName>(command: N, payload: Commands[N]['payload']): Promise<Commands[N]['result']> {
  if (client) return client.call(command, payload);
  return Promise.reject(new WorkerProblem({ name: 'NoWorker', message: `"${command}" needs the training worker, which is not running.`, advice: 'Start the worker again.' }));
}
