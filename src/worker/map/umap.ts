import { UMAP } from 'umap-js';
import { emptyNearest, findNearest, sharedNeighbours, type Nearest } from '../../math/nearest';
import { streamKey, uniform } from '../../math/random';
import type { Rows } from '../../math/rows';
import { nextTask } from '../nextTask';
import type { UmapProgress } from './protocol';

export interface UmapOptions {
  seed: number;
  /** Asked between tasks. */
  cancelled(): boolean;
  onProgress(progress: UmapProgress): void;
}

/** Neighbours that count in the layout, as is usual. */
const NEIGHBOURS = 15;
const EPOCHS = 200;
const ROWS_A_TASK = 64;
const TOLD_EVERY_MS = 100;

/** Tells progress ten times a second, with the time left at the speed so far. */
function teller(stage: UmapProgress['stage'], total: number, onProgress: UmapOptions['onProgress']): (done: number) => void {
  const start = performance.now();
  let told = -Infinity;
  return (done) => {
    const now = performance.now();
    if (now - told < TOLD_EVERY_MS && done < total) return;
    told = now;
    onProgress({ type: 'progress', stage, done, total, remainingMs: done > 0 && stage === 'layout' ? ((now - start) / done) * (total - done) : null });
  };
}

async function allNearest(points: Rows, { cancelled, onProgress }: UmapOptions): Promise<Nearest | null> {
  const nearest = emptyNearest(points.rows, Math.min(NEIGHBOURS, points.rows - 1));
  const tell = teller('neighbours', points.rows, onProgress);
  for (let from = 0; from < points.rows; from += ROWS_A_TASK) {
    const to = Math.min(points.rows, from + ROWS_A_TASK);
    findNearest(points, from, to, nearest);
    tell(to);
    await nextTask();
    if (cancelled()) return null;
  }
  return nearest;
}

const lists = <T extends Int32Array | Float32Array>(values: T, count: number): number[][] =>
  Array.from({ length: values.length / count }, (_, row) => [...values.subarray(row * count, (row + 1) * count)]);

/**
 * Uniform manifold approximation and projection to the plane (McInnes, Healy and Melville 2018), 200 epochs from a random
 * start, on exact neighbours. The same points and seed give the same layout.
 * @param points at least 2 rows
 * @returns places, float64 [rows, 2], with the neighbours in the space; null where it was cancelled
 */
export async function umapLayout(points: Rows, options: UmapOptions): Promise<{ places: Float64Array; nearest: Nearest } | null> {
  const nearest = await allNearest(points, options);
  if (!nearest) return null;
  const key = streamKey(options.seed, points.rows);
  let drawn = 0;
  const umap = new UMAP({ nComponents: 2, nNeighbors: nearest.count, nEpochs: EPOCHS, random: () => uniform(key, drawn++) });
  umap.setPrecomputedKNN(lists(nearest.indices, nearest.count), lists(nearest.distances, nearest.count));
  umap.initializeFit(lists(points.data, points.dims));
  const tell = teller('layout', EPOCHS, options.onProgress);
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    umap.step();
    tell(epoch);
    await nextTask();
    if (options.cancelled()) return null;
  }
  return { places: Float64Array.from(umap.getEmbedding().flat()), nearest };
}

/** Of each point's nearest neighbours in the space, the share that is among its nearest in the plane. */
export function neighboursHeld(places: Float64Array, inSpace: Nearest): { kind: 'neighbours'; share: number; count: number } {
  const plane: Rows = { data: Float32Array.from(places), rows: places.length / 2, dims: 2 };
  const inPlane = emptyNearest(plane.rows, inSpace.count);
  findNearest(plane, 0, plane.rows, inPlane);
  return { kind: 'neighbours', share: sharedNeighbours(inSpace, inPlane), count: inSpace.count };
}
