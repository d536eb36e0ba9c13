import { expect, test } from 'vitest';
import { draw, type DrawingOptions } from './drawing';
import { figureKinds } from './figures';
import { readingWords } from './readings';
import { shownRun } from './shownRunFixture';
import { xKinds } from './xAxis';

const options: DrawingOptions = { x: xKinds.epoch, logX: false, logY: false, smoothing: 0, zoom: null, hiddenSeries: [], hiddenRuns: [] };
const classification = figureKinds[2]!;

test('a reading tells the values at the nearest point, or the latest', () => {
  const drawing = draw(classification, [shownRun('a', 4)], options);
  // Epoch 1.1 is nearest to epoch 1, the second step.
  expect(readingWords(drawing, 1.1)).toBe('epoch 1: image 1.9, text 2.9');
  expect(readingWords(drawing, null)).toBe('epoch 2: image 1.7, text 2.7');
  expect(readingWords(draw(classification, [], options), 1)).toBe('No points yet');
});

test('several runs are named, each at its own nearest point', () => {
  const drawing = draw(classification, [shownRun('a', 4), shownRun('b', 2)], { ...options, x: xKinds.step, hiddenSeries: ['classification/classText'] });
  expect(readingWords(drawing, 4)).toBe('step 4: Run a image 1.7; step 2: Run b image 1.9');
});

test('where curves are smoothed, both values are told', () => {
  // Weight 0.5: (0.25·2 + 0.5·1.9) / 0.75 = 1.9333.
  const drawing = draw(classification, [shownRun('a', 2)], { ...options, smoothing: 0.5, hiddenSeries: ['classification/classText'] });
  expect(readingWords(drawing, null)).toBe('epoch 1: image 1.93 (1.9)');
});
