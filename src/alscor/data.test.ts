import { expect, test } from 'vitest';
import { classLogits } from './data';
import { clusteredPairs, multiLabelPairs } from './fixtures/clusters';

const clusters = { count: 40, classes: 4, views: 1, dims: { image: 3, text: 2 }, deviation: 1 };

test('classes start at the log-odds of their shares of the training pairs, equal ones where each pair has one class', () => {
  const data = { ...multiLabelPairs(clusters), train: Int32Array.of(0, 4, 8, 19, 2) };
  // Class 0 has 3 of 5 pairs, class 2 one, the others none; 19 has no class
  const odds = [3.5 / 2.5, 0.5 / 5.5, 1.5 / 4.5, 0.5 / 5.5];
  classLogits(data).forEach((logit, label) => expect(Math.abs(logit - Math.log(odds[label]!))).toBeLessThan(1e-6));
  expect(classLogits(clusteredPairs(clusters))).toEqual(new Float32Array(4));
});
