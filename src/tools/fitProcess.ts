/** A process of `npm run bench:methods`: fits what it is asked for on one dataset, one fit at a time. */
import { setImmediate } from 'node:timers/promises';
import type { AlscorConfig } from '../alscor/config';
import { startBackend } from '../engine/backends';
import type { FitProgress } from '../methods/method';
import { methodsNamed, runFit, type Outcome } from '../worker/comparison';
import { reportOf } from '../worker/problem';
import type { ProblemReport } from '../worker/protocol';
import { openDataset } from './openDataset';
import type { NodeBackend } from './trainOptions';
import { wasmFolder } from './wasmFolder';

/** The first question, answered by "ready". */
export interface OpenRequest {
  bundle: string;
  backend: NodeBackend;
}

export interface FitRequest {
  method: string;
  seed: number;
  config: AlscorConfig;
}

export type FitMessage = 'ready' | FitProgress | Outcome | { problem: ProblemReport };

const TELL_MS = 200;

/** What can no longer be told is told by the disconnection. */
const tell = (message: FitMessage): void => void process.send?.(message, undefined, undefined, () => undefined);

async function open({ bundle, backend }: OpenRequest) {
  const dataset = await openDataset(bundle);
  await startBackend(backend, wasmFolder());
  tell('ready');
  return dataset;
}

let opened: ReturnType<typeof open> | null = null;

async function fit({ method, seed, config }: FitRequest): Promise<void> {
  const dataset = await opened!;
  const [planned] = methodsNamed([method]);
  let toldAt = 0;
  for await (const event of runFit(dataset, { method: planned!, seed }, config)) {
    if (!('total' in event) || performance.now() - toldAt > TELL_MS) {
      tell(event);
      toldAt = performance.now();
    }
    await setImmediate();
  }
}

// The program that asked is gone.
process.on('disconnect', () => process.exit());

process.on('message', (request: OpenRequest | FitRequest) => {
  const answer = 'bundle' in request ? (opened = open(request)) : fit(request);
  answer.catch((error: unknown) => tell({ problem: reportOf(error) }));
});
