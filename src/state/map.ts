/** The map of the common space: its worker, the maps that it has drawn up, and UMAP on demand. */
import { create } from 'zustand';
import { startMap, type MapClient } from '../worker/map/client';
import type { NearPoints, SpaceMap, UmapProgress } from '../worker/map/protocol';
import type { SpaceSnapshot } from '../worker/protocol';
import { explain } from './problems';
import { useSpace } from './space';

export type MapKind = 'axes' | 'umap';

interface MapState {
  kind: MapKind;
  /** The newest map on the principal axes. */
  axes: SpaceMap | null;
  umap: SpaceMap | null;
  /** While UMAP goes on. */
  progress: UmapProgress | null;
  /** Points nearest to `of` in the space that `axes` shows. */
  near: { of: number; found: NearPoints } | null;
  problem: { message: string; advice: string | null } | null;
}

export const useMap = create<MapState>()(() => ({ kind: 'axes', axes: null, umap: null, progress: null, near: null, problem: null }));

/** Of the map that is open; everything that another one answers is dropped. */
let client: MapClient | null = null;
let waiting: SpaceSnapshot | null = null;
let placing = false;
let asked = 0;

function fail(error: unknown): void {
  useMap.setState({ problem: explain(error), progress: null });
}

/** Spaces that come while one is placed wait, and of them only the newest. */
async function placeNewest(own: MapClient): Promise<void> {
  placing = true;
  while (waiting && own === client) {
    const space = waiting;
    waiting = null;
    try {
      const axes = await own.call('place', { space });
      if (own === client) useMap.setState({ axes, problem: null });
    } catch (error) {
      if (own === client) fail(error);
    }
  }
  if (own === client) placing = false;
}

function take(space: SpaceSnapshot, start: typeof startMap): void {
  waiting = space;
  if (!client) {
    const own: MapClient = start(
      (progress) => own === client && useMap.getState().progress && useMap.setState({ progress }),
      (problem) => own === client && fail(problem),
    );
    client = own;
    placing = false;
  }
  if (!placing) void placeNewest(client);
}

/** Ends the worker, and with it what it computes. */
function end(): void {
  const ended = client;
  client = null;
  waiting = null;
  asked++;
  ended?.terminate();
  useMap.setState({ axes: null, progress: null, near: null, problem: null });
}

/**
 * Draws up a map of every space that comes until the returned function is called. The worker starts with the first.
 * A map by UMAP stays when this is closed, until there is another dataset.
 * @param start starts the worker
 */
export function openMap(start: typeof startMap = startMap): () => void {
  const { space } = useSpace.getState();
  if (space) take(space, start);
  const leave = useSpace.subscribe(({ space: newest }, before) => {
    if (newest === before.space) return;
    if (newest) take(newest, start);
    else {
      end();
      useMap.setState({ umap: null, kind: 'axes' });
    }
  });
  return () => {
    leave();
    end();
  };
}

/** UMAP of so many pairs of the present space; the same seed gives the same map. */
export async function runUmap(pairs: number, seed: number): Promise<void> {
  const own = client;
  if (!own || useMap.getState().progress) return;
  useMap.setState({ progress: { type: 'progress', stage: 'neighbours', done: 0, total: 2 * pairs, remainingMs: null }, problem: null });
  try {
    const umap = await own.call('umap', { pairs, seed });
    if (own !== client) return;
    useMap.setState(umap ? { umap, kind: 'umap', progress: null } : { progress: null });
  } catch (error) {
    if (own === client) fail(error);
  }
}

export function cancelUmap(): void {
  client?.call('cancel', {}).catch(fail);
}

const NEAR = 8;

/** Finds the points nearest to one of the space that the axes show; of several questions the last is answered. */
export async function findNear(point: number): Promise<void> {
  const own = client;
  const question = ++asked;
  if (!own) return;
  try {
    const found = await own.call('nearest', { point, count: NEAR });
    if (own === client && question === asked) useMap.setState({ near: { of: point, found } });
  } catch (error) {
    if (own === client && question === asked) fail(error);
  }
}
