import { afterEach, expect, test, vi } from 'vitest';
import { randomBits, streamKey } from '../../math/random';
import { addInBlocks, expectExactAnswers, randomRows } from './fixtures/exactness';
import { testEveryIndex } from './fixtures/everyIndex';
import { PlainIndex } from './plainIndex';
import { WasmIndex } from './wasmIndex';

testEveryIndex((options) => WasmIndex.create(options));

afterEach(() => vi.restoreAllMocks());

const storages = ['float32', 'float16', 'int8'] as const;

test.each(storages)('100,000 rows of 128 numbers, %s: the best 1, 10, 100 and 1,000 are those of float64 sums', async (storage) => {
  const index = await WasmIndex.create({ width: 128, storage });
  const data = randomRows(100_000, 128, 11);
  await addInBlocks(index, data, [20_000, 1, 30_003]);
  expect(index.rows).toBe(100_000);
  const query = randomRows(1, 128, 12);
  for (const k of [1, 10, 100, 1000]) await expectExactAnswers(index, data, query, k);
});

test.each(storages)('a query is answered alike alone and among 7 or 64, %s', async (storage) => {
  const index = await WasmIndex.create({ width: 33, storage });
  await addInBlocks(index, randomRows(3001, 33, 13));
  const queries = randomRows(64, 33, 14);
  const together = await index.topK(queries, 20);
  expect(await index.topK(queries.slice(0, 7 * 33), 20)).toEqual(together.slice(0, 7));
  for (const i of [0, 6, 63]) expect(await index.topK(queries.slice(i * 33, (i + 1) * 33), 20)).toEqual([together[i]]);
});

test('small random cases agree with plain JavaScript to the last row where sums are exact', async () => {
  const key = streamKey(15);
  let at = 0;
  const draw = (below: number) => randomBits(key, at++) % below;
  for (let round = 0; round < 300; round++) {
    const [width, rows, queries] = [1 + draw(40), draw(200), 1 + draw(5)];
    const storage = storages[draw(2)]!;
    const data = Float32Array.from({ length: rows * width }, () => draw(5) - 2);
    const asked = Float32Array.from({ length: queries * width }, () => draw(5) - 2);
    const [wasm, plain] = [await WasmIndex.create({ width, storage }), new PlainIndex({ width, storage })];
    await addInBlocks(wasm, data, [1 + draw(50), 1 + draw(9)]);
    await plain.add(data);
    const after = draw(2) ? { score: draw(9) - 4, row: draw(rows + 1) } : undefined;
    const allowed = draw(2) ? Uint8Array.from({ length: rows }, () => draw(2)) : undefined;
    const options = { ...(after && { after }), ...(allowed && { allowed }) };
    const k = draw(rows + 3);
    expect(await wasm.topK(asked, k, options), `round ${round}`).toEqual(await plain.topK(asked, k, options));
  }
});

test.each(storages)('rows are stored to the last bit as in plain JavaScript, %s', async (storage) => {
  const width = 19;
  const key = streamKey(16);
  // Magnitudes from 2^-40 to 2^15, so that half floats round, vanish and become subnormal; and ties of both roundings.
  const data = Float32Array.from({ length: 400 * width }, (_, i) => (randomBits(key, i) / 2 ** 31 - 1) * 2 ** ((randomBits(key, i + 10 ** 6) % 56) - 40));
  const ties = [2 ** -15 - 2 ** -25, -(2 ** -15), 2 ** -15 - 2 ** -24, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 65519, -0, 2 ** -14, 127, 0.5, 1.5, -2.5, 126.5, 2 ** -25, -(2 ** -14) + 2 ** -26, 1e-42, 3, 5, 7];
  data.set(ties, 7 * width);
  const [wasm, plain] = [await WasmIndex.create({ width, storage }), new PlainIndex({ width, storage })];
  await addInBlocks(wasm, data);
  await plain.add(data);
  // The inner product with a unit vector is the stored number.
  const units = Float32Array.from({ length: width * width }, (_, i) => Number(i % (width + 1) === 0));
  expect(await wasm.topK(units, 400)).toEqual(await plain.topK(units, 400));
});

test('a long scan gives way, and others work meanwhile', async () => {
  let turns = 0;
  const giveWay = () => {
    turns++;
    return Promise.resolve();
  };
  const index = await WasmIndex.create({ width: 128, storage: 'float32', giveWay });
  for (let i = 0; i < 10; i++) await index.add(new Float32Array(128 * 10_000).fill(0.5));
  turns = 0;
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 31));
  await index.topK(new Float32Array(128 * 64).fill(1), 3);
  // 2^25 products a slice: 100,000 rows by 64 queries of 128 numbers are 25 slices.
  expect(turns).toBe(25);
});

test('memory that does not suffice is refused with advice, and what was there is still found', async () => {
  const index = await WasmIndex.create({ width: 2, storage: 'float32' });
  await index.add(Float32Array.of(1, 0, 2, 0));
  vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('no');
  });
  const refused = index.add(new Float32Array(2 * 100_000));
  await expect(refused).rejects.toThrow('the browser gives no more after 2 rows');
  await expect(refused).rejects.toHaveProperty('advice');
  vi.restoreAllMocks();
  expect([...(await index.topK(Float32Array.of(1, 0), 3))[0]!.rows]).toEqual([1, 0]);
});
