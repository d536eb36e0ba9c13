import type { Commands, WorkerEvent } from './protocol';
import { connect, type WorkerClient, type WorkerProblem } from './rpc';

export { WorkerProblem } from './rpc';

export type TrainerClient = WorkerClient<Commands>;

/**
 * Starts the training worker.
 * @param onEvent receives every event in order
 * @param onCrash the worker has died and answers no more; start another
 */
export function startTrainer(onEvent: (event: WorkerEvent) => void, onCrash: (problem: WorkerProblem) => void): TrainerClient {
  const worker = new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module', name: 'alscor-trainer' });
  const named = { name: 'The training worker', advice: 'Start it again; your dataset and settings are kept in this page.' };
  return connect<Commands, WorkerEvent>(worker, named, onEvent, onCrash);
}
