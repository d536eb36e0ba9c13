import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../engine/backends';
import { wasmFolder } from '../tools/wasmFolder';
import { describeErrors, layerErrors, limits, violations } from './fixtures/ccaLayerCases';
import { solveCase, type Recipe } from './fixtures/seededViews';

beforeAll(async () => {
  const started = await startBackend('wasm', wasmFolder());
  if (started.backend !== 'wasm') throw new Error(JSON.stringify(started.skipped));
});

const sizes = (k: number): Recipe[] => [
  { title: `k = ${k}, random`, n: 2 * k, k, ridge: 0.1 },
  { title: `k = ${k}, condition 1e6 before the ridge`, n: 2 * k, k, ridge: 0.1, condition: 1e6 },
  { title: `k = ${k}, fewer pairs than dimensions`, n: k >> 1, k, ridge: 0.1 },
  { title: `k = ${k}, as many pairs as dimensions`, n: k, k, ridge: 0.1 },
  { title: `k = ${k}, constant and duplicated columns`, n: 2 * k, k, ridge: 0.1, constant: k >> 2, duplicated: k >> 2 },
  { title: `k = ${k}, the smallest ridge`, n: 2 * k, k, ridge: 1e-4 },
];

// At k = 256 the float64 reference takes most of the time.
const recipes = [...sizes(32), ...sizes(64), ...sizes(128), ...sizes(256).slice(1, 3)];

test.each(recipes)('wasm has the values and the gradients of the float64 reference: $title', { timeout: 60_000 }, async (recipe) => {
  const errors = await layerErrors(solveCase(recipe));
  console.log(`wasm, ${recipe.title}: ${describeErrors(errors)}`);
  expect(violations(errors, limits.layer, recipe.title)).toEqual([]);
});

test.each([32, 128])('wasm keeps three digits of the values at the smallest ridge with fewer pairs than dimensions, k = %i', async (k) => {
  // The covariances have the condition 1 + k/r = 1e6: 1e6·6e-8 = 6e-2 is what float32 may lose. The gradient is noise here.
  const errors = await layerErrors(solveCase({ title: '', n: k >> 1, k, ridge: 1e-4 }));
  expect(violations(errors, { Zv: 5e-3, Zt: 5e-3, correlation: 1e-3, residual: 0.1 }, `k = ${k}`)).toEqual([]);
});
