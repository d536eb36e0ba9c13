import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { adamwUpdate, createSlot, disposeSlot, type Slot } from '../alscor/adamw';
import { gatherRows } from '../alscor/data';
import { dropoutTensor } from '../math/dropout';
import { dropoutMask, normal } from '../math/random';
import { wasmFolder } from '../tools/wasmFolder';
import { startBackend } from './backends';

beforeAll(async () => {
  await startBackend('wasm', wasmFolder());
});

const numbers = (length: number, key: number) => Float32Array.from({ length }, (_, i) => normal(key, i));

async function values(tensor: tf.Tensor): Promise<Float32Array> {
  const data = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return data;
}

test('rows are gathered in any order, as often as they are asked for, after memory has grown, too', async () => {
  const matrix = tf.tensor2d(numbers(5 * 3, 1), [5, 3]);
  const data = numbers(5 * 3, 1);
  const large = tf.zeros([2 ** 22]);
  expect([...(await values(gatherRows(matrix, Int32Array.of(4, 0, 4))))]).toEqual([4, 0, 4].flatMap((row) => [...data.subarray(3 * row, 3 * row + 3)]));
  expect((await values(gatherRows(matrix, new Int32Array()))).length).toBe(0);
  expect(() => gatherRows(matrix, Int32Array.of(5))).toThrow('expected numbers from 0 to 4, got 5');
  tf.dispose([matrix, large]);
  expect(tf.memory().numTensors).toBe(0);
});

test('what is no matrix of floats is gathered as before', async () => {
  const whole = tf.tensor1d([7, 8, 9], 'int32');
  const rows = tf.tensor1d([2, 0], 'int32');
  expect([...(await values(tf.gather(whole, rows)))]).toEqual([9, 7]);
  const matrix = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const columns = tf.tensor1d([1], 'int32');
  expect([...(await values(tf.gather(matrix, columns, 1)))]).toEqual([2, 4]);
  tf.dispose([whole, rows, matrix, columns]);
});

test('masks are those of every other backend', async () => {
  expect(await values(dropoutTensor(7, 3, 0.4, 12345))).toEqual(dropoutMask(21, 0.4, 12345));
});

test('AdamW moves weights as its definition in float64 does, with and without decay', async () => {
  for (const decay of [0, 0.1]) {
    const slot: Slot = createSlot(tf.tensor2d(numbers(35, 2), [5, 7]));
    const [x, m, v] = [Array.from(numbers(35, 2)), Array<number>(35).fill(0), Array<number>(35).fill(0)];
    for (let step = 1; step <= 5; step++) {
      const gradient = tf.tensor2d(numbers(35, 10 + step), [5, 7]);
      adamwUpdate(slot, gradient, 0.01, decay);
      gradient.dispose();
      numbers(35, 10 + step).forEach((g, i) => {
        m[i] = 0.9 * m[i]! + 0.1 * g;
        v[i] = 0.999 * v[i]! + 0.001 * g * g;
        x[i]! -= 0.01 * (m[i]! / (1 - 0.9 ** step) / (Math.sqrt(v[i]! / (1 - 0.999 ** step)) + 1e-8) + decay * x[i]!);
      });
    }
    const moved = await slot.value.data();
    x.forEach((value, i) => expect(moved[i]).toBeCloseTo(value, 5));
    disposeSlot(slot);
  }
});
