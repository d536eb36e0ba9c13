import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compiledKernel } from './kernels';

test('the compiled kernel is that of its source: if not, npm run kernels', async () => {
  expect(await compiledKernel()).toBe(readFileSync('src/engine/index/kernel/scanWasm.ts', 'utf8'));
});
