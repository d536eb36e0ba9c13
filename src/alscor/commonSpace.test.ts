import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { Matrix } from 'ml-matrix';
import { beforeAll, expect, test } from 'vitest';
import { normals, seededViews } from './fixtures/seededViews';
import { spaceBackward, spaceForward } from './commonSpace';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [n, k] = [12, 3];
const { U, W } = seededViews({ title: 'views', n, k, ridge: 0.1 });
const [gZv, gZt] = [normals(n, k, 9, 0), normals(n, k, 9, 1)];
const tensor = (data: Float32Array | number[]) => tf.tensor2d(data, [n, k]);

test('with the layer cut, the gradient is that of fixed projections: centring, then the transpose', async () => {
  const config = { layer: 'cut', ridge: 0.1 } as const;
  const [projectU, gU] = tf.tidy(() => {
    const forward = spaceForward(tensor(U), tensor(W), config);
    return [forward.projectU, spaceBackward(forward, tensor(gZv), tensor(gZt), 0, config).gU];
  });
  const P = new Matrix(await projectU.array());
  const through = Matrix.from1DArray(n, k, Array.from(gZv)).mmul(P.transpose());
  const expected = Matrix.sub(through, Matrix.ones(n, 1).mmul(Matrix.rowVector(through.mean('column'))));
  const got = new Matrix(await gU.array());
  expect(Matrix.sub(got, expected).abs().max()).toBeLessThan(1e-5);
  expect(got.abs().max()).toBeGreaterThan(0.1);
});

test('cut, left out or whole, the correlation pulls alike', async () => {
  const gradients = (['cca', 'cut', 'none'] as const).map((layer) => {
    const config = { layer, ridge: 0.1 };
    return tf.tidy(() => spaceBackward(spaceForward(tensor(U), tensor(W), config), tf.zeros([n, k]), tf.zeros([n, k]), -1, config).gU);
  });
  const [whole, cut, none] = await Promise.all(gradients.map((gradient) => gradient.data()));
  whole!.forEach((value, i) => {
    expect(cut![i]).toBeCloseTo(value, 6);
    expect(none![i]).toBeCloseTo(value, 6);
  });
  expect(Math.max(...whole!)).toBeGreaterThan(1e-3);
});
