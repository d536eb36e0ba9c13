import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MapClient } from '../worker/map/client';
import type { SpaceMap, UmapProgress } from '../worker/map/protocol';
import type { SpaceSnapshot } from '../worker/protocol';
import { WorkerProblem } from '../worker/rpc';
import { cancelUmap, findNear, openMap, runUmap, useMap } from './map';
import { useSpace } from './space';

interface Asked {
  command: string;
  payload: unknown;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

let asked: Asked[] = [];
let started = 0;
let ended = 0;
let tell: (progress: UmapProgress) => void = () => undefined;

const start = (onEvent: (progress: UmapProgress) => void): MapClient => {
  started++;
  tell = onEvent;
  return {
    call: (command, payload) => new Promise((resolve, reject) => void asked.push({ command, payload, resolve: resolve as Asked['resolve'], reject })),
    terminate: () => void ended++,
  };
};

const space = (epoch: number): SpaceSnapshot => ({ epoch, k: 2, rows: Int32Array.of(0), image: Float32Array.of(1, 0), text: Float32Array.of(1, 0) });
const map = (epoch: number): SpaceMap => ({ epoch, rows: Int32Array.of(0), positions: new Float32Array(4), held: { kind: 'variance', share: 1 }, apart: { own: 0, others: null } });
const show = (epoch: number) => useSpace.setState({ space: space(epoch) });
const settled = () => vi.waitFor(() => undefined).then(() => new Promise((resolve) => setTimeout(resolve)));
const answer = async (index: number, result: unknown) => {
  asked[index]!.resolve(result);
  await settled();
};

let close: () => void = () => undefined;

beforeEach(() => {
  asked = [];
  started = 0;
  ended = 0;
  useSpace.setState({ space: null });
  useMap.setState({ kind: 'axes', umap: null });
  close = openMap(start);
});
afterEach(() => close());

test('the worker starts with the first space, and of those that come meanwhile only the newest is placed', async () => {
  expect(started).toBe(0);
  for (const epoch of [1, 2, 3]) show(epoch);
  expect([started, asked.length]).toEqual([1, 1]);
  await answer(0, map(1));
  expect(useMap.getState().axes?.epoch).toBe(1);
  expect(asked[1]?.payload).toMatchObject({ space: { epoch: 3 } });
  await answer(1, map(3));
  expect(useMap.getState().axes?.epoch).toBe(3);
  expect(asked).toHaveLength(2);
});

test('another dataset ends the worker, and what the old one still answers is dropped', async () => {
  show(1);
  useSpace.setState({ space: null });
  expect(ended).toBe(1);
  show(2);
  expect(started).toBe(2);
  await answer(0, map(1));
  expect(useMap.getState().axes).toBeNull();
  await answer(1, map(2));
  expect(useMap.getState().axes?.epoch).toBe(2);
});

test('UMAP shows its progress, then its map', async () => {
  show(1);
  await answer(0, map(1));
  void runUmap(1000, 4);
  expect(asked[1]).toMatchObject({ command: 'umap', payload: { pairs: 1000, seed: 4 } });
  tell({ type: 'progress', stage: 'layout', done: 50, total: 200, remainingMs: 900 });
  expect(useMap.getState().progress).toMatchObject({ done: 50, remainingMs: 900 });
  void runUmap(1000, 4);
  expect(asked).toHaveLength(2);
  await answer(1, map(1));
  expect(useMap.getState()).toMatchObject({ kind: 'umap', progress: null, umap: { epoch: 1 } });
  close();
  expect(useMap.getState()).toMatchObject({ kind: 'umap', umap: { epoch: 1 }, axes: null });
  close = openMap(start);
  useSpace.setState({ space: null });
  expect(useMap.getState()).toMatchObject({ kind: 'axes', umap: null });
});

test('a cancelled UMAP leaves the map that was there', async () => {
  show(1);
  await answer(0, map(1));
  void runUmap(1000, 4);
  cancelUmap();
  expect(asked[2]?.command).toBe('cancel');
  await answer(1, null);
  tell({ type: 'progress', stage: 'layout', done: 51, total: 200, remainingMs: 900 });
  expect(useMap.getState()).toMatchObject({ kind: 'axes', progress: null, umap: null });
});

test('of two questions for neighbours the last is answered', async () => {
  show(1);
  await answer(0, map(1));
  void findNear(0);
  void findNear(1);
  const found = { points: Int32Array.of(0), cosines: Float32Array.of(1) };
  await answer(2, found);
  await answer(1, { ...found, points: Int32Array.of(9) });
  expect(useMap.getState().near).toEqual({ of: 1, found });
});

test('what goes wrong is told, until a map comes', async () => {
  show(1);
  asked[0]!.reject(new WorkerProblem({ name: 'RangeError', message: 'too few', advice: 'more' }));
  await settled();
  expect(useMap.getState().problem).toEqual({ message: 'too few', advice: 'more' });
  show(2);
  await answer(1, map(2));
  expect(useMap.getState().problem).toBeNull();
});

test('a closed map hears nothing', () => {
  close();
  show(1);
  expect([started, asked.length]).toEqual([0, 0]);
});
