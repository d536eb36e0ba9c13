import { connect, type WorkerClient, type WorkerProblem } from '../rpc';
import type { ImportCommands, ImportEvent } from './protocol';

export type ImportClient = WorkerClient<ImportCommands>;

/** Starts a worker for one import. Ending it ends whatever it reads. */
export function startImport(onEvent: (event: ImportEvent) => void, onCrash: (problem: WorkerProblem) => void): ImportClient {
  const worker = new Worker(new URL('./import.worker.ts', import.meta.url), { type: 'module', name: 'alscor-import' });
  const named = { name: 'The worker that reads the files', advice: 'They may need more memory than the browser gives: close other pages, or choose fewer files at a time.' };
  return connect<ImportCommands, ImportEvent>(worker, named, onEvent, onCrash);
}
