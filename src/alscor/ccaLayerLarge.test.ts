import { getBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { describeErrors, layerErrors, limits, violations, type LayerCase } from './fixtures/ccaLayerCases';
import { hardSizes, solveCase, type Recipe } from './fixtures/seededViews';

async function start(backend: 'cpu' | 'wasm'): Promise<void> {
  const started = await startBackend(backend, wasmFolder());
  if (started.backend !== backend) throw new Error(JSON.stringify(started.skipped));
}

const sizes = (k: number): Recipe[] => [
  { title: `k = ${k}, random`, n: 2 * k, k, ridge: 0.1 },
  { title: `k = ${k}, condition 1e6 before the ridge`, n: 2 * k, k, ridge: 0.1, condition: 1e6 },
  { title: `k = ${k}, fewer pairs than dimensions`, n: k >> 1, k, ridge: 0.1 },
  { title: `k = ${k}, as many pairs as dimensions`, n: k, k, ridge: 0.1 },
  { title: `k = ${k}, constant and duplicated columns`, n: 2 * k, k, ridge: 0.1, constant: k >> 2, duplicated: k >> 2 },
  { title: `k = ${k}, the smallest ridge`, n: 2 * k, k, ridge: 1e-4 },
];

/** Errors on the backend that runs, with a line on them. */
async function measure(one: LayerCase): Promise<string[]> {
  const errors = await layerErrors(one);
  console.log(`${getBackend()}, ${one.title}: ${describeErrors(errors)}`);
  return violations(errors, limits.layer, one.title);
}

describe('on wasm', () => {
  beforeAll(() => start('wasm'));

  test.each([32, 64, 128].flatMap(sizes))('values and gradients are those of the float64 reference: $title', { timeout: 60_000 }, async (recipe) => {
    expect(await measure(solveCase(recipe))).toEqual([]);
  });

  test.each([32, 128])('three digits of the values are kept at the smallest ridge with fewer pairs than dimensions, k = %i', { timeout: 60_000 }, async (k) => {
    // The covariances have the condition 1 + k/r = 1e6: 1e6·6e-8 = 6e-2 is what float32 may lose. The gradient is noise here.
    const errors = await layerErrors(solveCase({ title: '', n: k >> 1, k, ridge: 1e-4 }));
    expect(violations(errors, { Zv: 5e-3, Zt: 5e-3, correlation: 1e-3, residual: 0.1 }, `k = ${k}`)).toEqual([]);
  });
});

describe('on cpu and on wasm', () => {
  // The float64 reference takes seconds at k = 256: it serves both backends.
  test.each([128, 256].flatMap(hardSizes))('values and gradients are those of the float64 reference: $title', { timeout: 240_000 }, async (recipe) => {
    const one = solveCase(recipe);
    for (const backend of ['cpu', 'wasm'] as const) {
      await start(backend);
      expect(await measure(one), backend).toEqual([]);
    }
  });
});
