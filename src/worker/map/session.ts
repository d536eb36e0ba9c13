/** The newest space with its maps. */
import { evenSample } from '../../math/evenSample';
import { pairDistances } from '../../math/pairDistances';
import { placeOnPlane, principalPlane } from '../../math/plane';
import type { Rows } from '../../math/rows';
import { refuse } from '../problem';
import type { SpaceSnapshot } from '../protocol';
import { alignTo, centreLayout, fitted, type Layout } from './frame';
import type { MapCommands, NearPoints, SpaceMap, UmapProgress } from './protocol';
import { neighboursHeld, umapLayout } from './umap';

/** UMAP of fewer points says nothing. */
const FEWEST_PAIRS = 5;

const matrix = (data: Float32Array, dims: number): Rows => ({ data, rows: data.length / dims, dims });

function apartOf({ image, text, k }: SpaceSnapshot): SpaceMap['apart'] {
  return pairDistances(image, text, k);
}

function sampled({ epoch, k, rows, image, text }: SpaceSnapshot, wanted: number, seed: number): SpaceSnapshot {
  const pairs = evenSample(rows.length, wanted, seed);
  const select = (data: Float32Array): Float32Array => {
    const result = new Float32Array(pairs.length * k);
    pairs.forEach((pair, i) => result.set(data.subarray(pair * k, (pair + 1) * k), i * k));
    return result;
  };
  return { epoch, k, rows: pairs.map((pair) => rows[pair]!), image: select(image), text: select(text) };
}

function joined({ k, rows, image, text }: SpaceSnapshot): Rows {
  const data = new Float32Array(2 * rows.length * k);
  data.set(image);
  data.set(text, image.length);
  return matrix(data, k);
}

function dot(data: Float32Array, row: number, other: Float32Array, dims: number): number {
  let sum = 0;
  for (let j = 0; j < dims; j++) sum += data[row * dims + j]! * other[j]!;
  return sum;
}

export class MapSession {
  private space: SpaceSnapshot | null = null;
  private before: Layout | null = null;
  /** Rises with each UMAP and each cancel: one whose number is no more the newest ends. */
  private umaps = 0;

  constructor(private readonly emit: (event: UmapProgress) => void) {}

  place({ space }: MapCommands['place']['payload']): SpaceMap {
    const { epoch, k, rows, image, text } = space;
    const parts = [matrix(image, k), matrix(text, k)];
    const plane = principalPlane(parts);
    const layout: Layout = { rows, places: new Float64Array(4 * rows.length) };
    parts.forEach((part, half) => placeOnPlane(plane, part, layout.places, half * rows.length));
    alignTo(this.before, layout);
    this.space = space;
    this.before = layout;
    return { epoch, rows, positions: fitted(layout), held: { kind: 'variance', share: plane.share }, apart: apartOf(space) };
  }

  nearest({ point, count }: MapCommands['nearest']['payload']): NearPoints {
    const { k, rows, image, text } = this.ready('Nearest items');
    const pairs = rows.length;
    if (!Number.isInteger(point) || point < 0 || point >= 2 * pairs) refuse(`Nearest items: expected a point from 0 to ${2 * pairs - 1}, got ${point}.`, 'Choose a point of the map.');
    const own = (point < pairs ? image : text).slice((point % pairs) * k, ((point % pairs) + 1) * k);
    const cosine = (other: number) => (other < pairs ? dot(image, other, own, k) : dot(text, other - pairs, own, k));
    const cosines = Float32Array.from({ length: 2 * pairs }, (_, other) => cosine(other));
    const order = Int32Array.from({ length: 2 * pairs }, (_, other) => other).sort((a, b) => cosines[b]! - cosines[a]!);
    const points = order.filter((other) => other !== point).slice(0, count);
    return { points, cosines: Float32Array.from(points, (other) => cosines[other]!) };
  }

  async umap({ pairs, seed }: MapCommands['umap']['payload']): Promise<SpaceMap | null> {
    const space = sampled(this.ready('UMAP'), pairs, seed);
    if (space.rows.length < FEWEST_PAIRS) refuse(`UMAP: expected at least ${FEWEST_PAIRS} pairs, got ${space.rows.length}.`, 'Choose more pairs, or look at the principal axes.');
    const own = ++this.umaps;
    const found = await umapLayout(joined(space), { seed, cancelled: () => own !== this.umaps, onProgress: this.emit });
    if (!found) return null;
    const layout: Layout = { rows: space.rows, places: found.places };
    centreLayout(layout);
    alignTo(this.before, layout);
    return { epoch: space.epoch, rows: space.rows, positions: fitted(layout), held: neighboursHeld(layout.places, found.nearest), apart: apartOf(space) };
  }

  cancel(): null {
    this.umaps++;
    return null;
  }

  private ready(operation: string): SpaceSnapshot {
    return this.space ?? refuse(`${operation}: expected a common space, there is none yet.`, 'Wait until a model is there.');
  }
}
