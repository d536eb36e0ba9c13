import { expect, test } from 'vitest';

test('the test browser has a WebGPU adapter', async () => {
  expect(navigator.gpu, 'navigator.gpu').toBeDefined();
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter, 'adapter').not.toBeNull();
  const device = await adapter!.requestDevice();
  expect(device.limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(128 * 2 ** 20);
  device.destroy();
});

test('the page of the tests is cross-origin isolated, so wasm may use threads', () => {
  expect(crossOriginIsolated).toBe(true);
});
