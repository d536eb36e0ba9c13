import { connect, WorkerProblem, type WorkerClient } from '../rpc';
import type { OpenedRun, RunCommands, RunRecord, RunWriter } from './protocol';

export type RunFilesClient = WorkerClient<RunCommands>;

function writerOf(client: RunFilesClient, id: string): RunWriter {
  return {
    append: async (part) => void (await client.call('append', { id, part })),
    addSpace: async (space) => void (await client.call('addSpace', { id, space })),
    save: (state, kept) => client.call('save', { id, state, kept }),
    end: async (ended, best) => void (await client.call('end', { id, ended, best })),
    // A worker that is gone has let go of everything.
    close: () => void client.call('close', { id }).catch(() => null),
  };
}

const noWorkers = new WorkerProblem({ name: 'NoWorker', message: 'Storing runs: expected workers within workers, which this browser lacks.', advice: 'Use a current Chrome, Edge, Firefox or Safari.' });

function start(): RunFilesClient {
  const worker = new Worker(new URL('./runs.worker.ts', import.meta.url), { type: 'module', name: 'alscor-runs' });
  const named = { name: 'The worker that stores runs', advice: 'Reload the page: what was stored before is sound.' };
  return connect<RunCommands, never>(worker, named, () => undefined, () => undefined);
}

/**
 * The worker that keeps runs' files, started when it is first asked: the page has enough to load before. What it is asked
 * after it has died, or where there can be none, is rejected.
 */
export function runFilesWorker(): RunFilesClient {
  if (typeof Worker === 'undefined') return { call: () => Promise.reject(noWorkers), terminate: () => undefined };
  let started: RunFilesClient | null = null;
  return { call: (command, payload) => (started ??= start()).call(command, payload), terminate: () => started?.terminate() };
}

/** Runs' files, written by that worker. */
export function runFiles(client: RunFilesClient) {
  return {
    createRun: async (record: RunRecord): Promise<RunWriter> => {
      await client.call('create', { record });
      return writerOf(client, record.id);
    },
    openRun: async (id: string): Promise<OpenedRun> => ({ ...(await client.call('open', { id })), writer: writerOf(client, id) }),
    readState: (id: string, step: number) => client.call('state', { id, step }),
    readModel: (id: string) => client.call('model', { id }),
    listSpaces: (id: string) => client.call('spaces', { id }),
    readSpace: (id: string, epoch: number) => client.call('space', { id, epoch }),
  };
}
