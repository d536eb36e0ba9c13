import { afterAll, expect, test, vi } from 'vitest';
import { createIndex } from './createIndex';
import { addInBlocks, expectExactAnswers, randomRows } from './fixtures/exactness';
import { testEveryIndex } from './fixtures/everyIndex';
import { GpuIndex } from './gpu/gpuIndex';

async function newDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  return adapter!.requestDevice();
}

const device = newDevice();
afterAll(async () => (await device).destroy());

testEveryIndex(async (options) => GpuIndex.create(await device, options));

test.each(['float32', 'float16', 'int8'] as const)('100,000 rows of 128 numbers on the GPU, %s: the best 100 are those of float64 sums', async (storage) => {
  const index = await GpuIndex.create(await device, { width: 128, storage });
  const data = randomRows(100_000, 128, 11);
  await addInBlocks(index, data, [20_000, 1, 30_003]);
  expect(index.rows).toBe(100_000);
  await expectExactAnswers(index, data, randomRows(1, 128, 12), 100);
  index.dispose();
});

test('6 queries at once ask 100,000 rows of 16 numbers for 1,000', async () => {
  const index = await GpuIndex.create(await device, { width: 16, storage: 'float32' });
  const data = randomRows(100_000, 16, 14);
  await index.add(data);
  expect(index.rows).toBe(100_000);
  await expectExactAnswers(index, data, randomRows(6, 16, 15), 1000);
  index.dispose();
});

test('rows beyond what a buffer can be bound with lie in several, and are ranked as one', async () => {
  const small = await newDevice();
  Object.defineProperty(small, 'limits', { value: { maxStorageBufferBindingSize: 64 * 1024, maxBufferSize: 2 ** 28 } });
  const index = await GpuIndex.create(small, { width: 30, storage: 'int8' });
  const data = randomRows(6000, 30, 21);
  await addInBlocks(index, data);
  // 2,048 rows of 32 bytes are 64 KiB.
  expect(index.bytes).toBe((1024 + 3 * 2048) * (32 + 4));
  await expectExactAnswers(index, data, randomRows(3, 30, 22), 50);
  small.destroy();
});

test('memory of the GPU that does not suffice is refused with advice, and what was there is still found', async () => {
  const own = await device;
  const index = await GpuIndex.create(own, { width: 2, storage: 'float32' });
  await index.add(Float32Array.of(1, 0, 2, 0));
  const pop = own.popErrorScope.bind(own);
  vi.spyOn(own, 'popErrorScope').mockImplementationOnce(async () => (await pop()) ?? new GPUOutOfMemoryError('full'));
  await expect(index.add(new Float32Array(2 * 3000))).rejects.toThrow('the browser gives no more after 2 rows');
  expect(index.bytes).toBe(1024 * 16);
  vi.spyOn(own, 'popErrorScope').mockImplementationOnce(async () => (await pop()) ?? new GPUOutOfMemoryError('full'));
  await expect(index.topK(Float32Array.of(1, 0), 1)).rejects.toHaveProperty('advice');
  expect([...(await index.topK(Float32Array.of(1, 0), 3))[0]!.rows]).toEqual([1, 0]);
  index.dispose();
});

test('where tfjs computes on no GPU the index is one of WebAssembly', async () => {
  expect((await createIndex({ width: 2, storage: 'float32' })).backend).toBe('wasm');
});

test('when the GPU is lost, its index says so, and so does who asks', async () => {
  const doomed = await newDevice();
  const index = await GpuIndex.create(doomed, { width: 2, storage: 'float32' });
  await index.add(Float32Array.of(1, 0, 0, 1));
  expect(index.lost).toBeNull();
  const asked = index.topK(Float32Array.of(1, 0), 1);
  doomed.destroy();
  await expect(asked).rejects.toThrow('it is gone');
  expect(index.lost).not.toBeNull();
  await expect(index.topK(Float32Array.of(1, 0), 1)).rejects.toHaveProperty('advice', 'Ask again: the index is made anew.');
});
