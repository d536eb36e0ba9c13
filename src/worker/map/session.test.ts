import { expect, test } from 'vitest';
import { normal, streamKey } from '../../math/random';
import { unitLength } from '../../math/rows';
import type { SpaceSnapshot } from '../protocol';
import type { SpaceMap, UmapProgress } from './protocol';
import { MapSession } from './session';

const pairs = 60;
const k = 6;

/** Three clusters; each text lies near its image. */
function space(epoch: number, change: (row: number[]) => number[] = (row) => row, rows = Int32Array.from({ length: pairs }, (_, i) => 3 * i)): SpaceSnapshot {
  const key = streamKey(5);
  const latents = (part: number) => {
    const data = Array.from(rows, (row) => change(Array.from({ length: k }, (_, j) => (row % 9 === 3 * j ? 3 : 0) + 0.3 * normal(key, row * k + j) + 0.05 * part * normal(key, -row * k - j - 1))));
    return unitLength({ data: Float32Array.from(data.flat()), rows: rows.length, dims: k }).data;
  };
  return { epoch, k, rows, image: latents(0), text: latents(1) };
}

const session = (events: UmapProgress[] = []) => new MapSession((event) => events.push(event));

function farthestMove(a: SpaceMap, b: SpaceMap): number {
  return a.positions.reduce((most, value, i) => Math.max(most, Math.abs(value - b.positions[i]!)), 0);
}

test('a map fits between -1 and 1, names its rows and tells what it holds', () => {
  const map = session().place({ space: space(3) });
  expect(map.epoch).toBe(3);
  expect(map.rows[1]).toBe(3);
  expect(map.positions).toHaveLength(4 * pairs);
  expect(Math.max(...map.positions.map(Math.abs))).toBeCloseTo(0.95, 6);
  expect(map.held.share).toBeGreaterThan(0.5);
  expect(map.held.share).toBeLessThanOrEqual(1);
  expect(map.apart.own).toBeLessThan(0.05);
  expect(map.apart.others!).toBeGreaterThan(0.3);
});

test('a space that was turned and mirrored from one epoch to the next leaves every point where it was', () => {
  const maps = session();
  const first = maps.place({ space: space(1) });
  // Two axes change places and one its sign: an orthogonal map of the space.
  const second = maps.place({ space: space(2, ([a, b, c, ...rest]) => [b!, a!, -c!, ...rest]) });
  expect(second.epoch).toBe(2);
  expect(farthestMove(first, second)).toBeLessThan(1e-5);
});

test('a map of other rows is aligned by those that it shares with the one before', () => {
  const maps = session();
  const first = maps.place({ space: space(1) });
  const rows = Int32Array.from({ length: pairs }, (_, i) => 3 * (i + 20));
  const second = maps.place({ space: space(2, (row) => row.map((value) => -value), rows) });
  let moved = 0;
  for (let pair = 0; pair < 40; pair++) for (const axis of [0, 1]) moved = Math.max(moved, Math.abs(first.positions[2 * (pair + 20) + axis]! - second.positions[2 * pair + axis]!));
  expect(moved).toBeLessThan(0.15);
});

test('the nearest point of an image is its own text, and cosines fall', () => {
  const maps = session();
  expect(() => maps.nearest({ point: 0, count: 3 })).toThrow('Nearest items: expected a common space, there is none yet.');
  maps.place({ space: space(1) });
  const { points, cosines } = maps.nearest({ point: 4, count: 5 });
  expect(points[0]).toBe(pairs + 4);
  expect([...cosines]).toEqual([...cosines].sort((a, b) => b - a));
  expect(points).not.toContain(4);
  expect(() => maps.nearest({ point: 2 * pairs, count: 3 })).toThrow('expected a point from 0 to 119, got 120');
});

test('UMAP of a sample keeps most neighbours, tells its progress, and the same seed gives the same map', async () => {
  const events: UmapProgress[] = [];
  const maps = session(events);
  maps.place({ space: space(7) });
  const map = await maps.umap({ pairs: 40, seed: 2 });
  expect(map!.epoch).toBe(7);
  expect(map!.rows).toHaveLength(40);
  expect(map!.held).toMatchObject({ kind: 'neighbours', count: 15 });
  // Points thrown at random would keep 15 of 79 neighbours.
  expect(map!.held.share).toBeGreaterThan(2 * (15 / 79));
  expect(events.at(-1)).toMatchObject({ stage: 'layout', done: 200, total: 200, remainingMs: 0 });
  expect((await maps.umap({ pairs: 40, seed: 2 }))!.positions).toEqual(map!.positions);
  expect((await maps.umap({ pairs: 40, seed: 3 }))!.positions).not.toEqual(map!.positions);
});

test('a UMAP that is cancelled answers null, and so does one that another follows', async () => {
  const maps = session();
  maps.place({ space: space(1) });
  const cancelled = maps.umap({ pairs: 60, seed: 1 });
  maps.cancel();
  expect(await cancelled).toBeNull();
  const replaced = maps.umap({ pairs: 60, seed: 1 });
  const newest = maps.umap({ pairs: 20, seed: 1 });
  expect(await replaced).toBeNull();
  expect((await newest)!.rows).toHaveLength(20);
  await expect(maps.umap({ pairs: 3, seed: 1 })).rejects.toThrow('UMAP: expected at least 5 pairs, got 3.');
});
