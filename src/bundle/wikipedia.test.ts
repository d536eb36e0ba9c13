import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasClass } from '../retrieval/labels';
import { openDataset } from '../tools/openDataset';
import { wikipedia, wikipediaNote } from './fixtures/wikipedia';
import { openMat } from './mat';

/** Sums are of numpy's bytes: hashlib.sha256(numpy.ascontiguousarray(loadmat(file)[name]).tobytes()). */
describe.skipIf(wikipedia === null)(`the Wikipedia benchmark${wikipediaNote}`, () => {
  const folder = wikipedia ?? '';

  test.each([
    ['I_tr', 2173, 128, 1e-7, '5766ca773deaa68d0358bf59320e50bf84f205a0e5bf070f142c6fbd3ca82c97'],
    ['T_tr', 2173, 10, 1e-14, 'a7a348402e0762b1f92c7b860a28d34d0314abc7a3347402a46b310643f6d0c7'],
    ['I_te', 693, 128, 1e-7, '44181be96a5e70cbdef64cc7af18d8cdf7fb1012f7f93f968676f1f6de218967'],
    ['T_te', 693, 10, 1e-14, 'b873a312bb3f34e13d8e23107e47ea44ca6b5e4b0ba2f2db4e86033217f79e14'],
  ])('%s is %i×%i, its rows sum to 1, and every number is the one that scipy reads', async (name, rows, columns, tolerance, sha256OfScipy) => {
    const mat = await openMat(new Uint8Array(readFileSync(`${folder}/raw_features.mat`)), 'raw_features.mat');
    const matrix = await mat.read(name, (length) => new Float64Array(length));
    expect(matrix).toMatchObject({ rows, columns });
    expect(createHash('sha256').update(new Uint8Array(matrix.data.buffer)).digest('hex')).toBe(sha256OfScipy);
    for (let row = 0; row < rows; row++) {
      const sum = matrix.data.subarray(row * columns, (row + 1) * columns).reduce((total, value) => total + value, 0);
      expect(Math.abs(sum - 1), `row ${row}`).toBeLessThan(tolerance);
    }
  });

  test('its folder is a dataset of 2173 training and 693 test pairs in 10 classes', async () => {
    const { count, image, text, labels, items, name } = await openDataset(folder);
    expect({ name, count, image: [image.rows, image.dims], text: [text.rows, text.dims] }).toEqual({ name: 'wikipedia', count: 2866, image: [2866, 128], text: [2866, 10] });
    expect(labels.names).toEqual(['art', 'biology', 'geography', 'history', 'literature', 'media', 'music', 'royalty', 'sport', 'warfare']);
    const counts = (split: string) => labels.names.map((_, label) => items.filter((item, row) => item.split === split && hasClass(labels.values, row, label)).length);
    expect(counts('train')).toEqual([138, 272, 244, 248, 202, 178, 186, 144, 214, 347]);
    expect(counts('test')).toEqual([34, 88, 96, 85, 65, 58, 51, 41, 71, 104]);
    expect(items[0]).toEqual({ id: 'b3150b0c281960b6a6d33407824fd40a-3', split: 'train', caption: 'media, row 1' });
    expect(items[2173]).toMatchObject({ id: '6d6ead4cf7fd78eea820ac94d101f602-5', split: 'test' });
    expect(new Set(items.map(({ id }) => id)).size).toBe(2866);
  });
});
