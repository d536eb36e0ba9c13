import { afterEach, expect, test, vi } from 'vitest';
import { createIndex } from './createIndex';

afterEach(() => vi.restoreAllMocks());

test('WebAssembly compares, and JavaScript where that has no SIMD instructions', async () => {
  expect((await createIndex({ width: 2, storage: 'int8' })).backend).toBe('wasm');
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect((await createIndex({ width: 2, storage: 'int8' })).backend).toBe('javascript');
});
