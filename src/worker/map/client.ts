import { connect, type WorkerClient, type WorkerProblem } from '../rpc';
import type { MapCommands, UmapProgress } from './protocol';

export type MapClient = WorkerClient<MapCommands>;

/** Starts a worker for the map. Ending it ends whatever it computes. */
export function startMap(onEvent: (event: UmapProgress) => void, onCrash: (problem: WorkerProblem) => void): MapClient {
  const worker = new Worker(new URL('./map.worker.ts', import.meta.url), { type: 'module', name: 'alscor-map' });
  const named = { name: 'The worker that draws up the map', advice: 'Close and open the map again; training goes on without it.' };
  return connect<MapCommands, UmapProgress>(worker, named, onEvent, onCrash);
}
