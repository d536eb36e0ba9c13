import { expect, test } from 'vitest';
import type { StepColumns } from '../../../worker/runs/record';
import { BINS, meansOf } from './meanBins';

/** Steps of a run with 10 steps an epoch, whose accuracy is `accuracy(step)`. */
function columnsOf(accuracy: number[]): StepColumns<number[]> {
  const step = accuracy.map((_, i) => i + 1);
  const zeros = () => accuracy.map(() => 0);
  return {
    step, epoch: step.map((s) => s / 10), elapsedMs: zeros(), total: step.map((s) => -s), correlation: zeros(), classImage: zeros(),
    classText: zeros(), contrast: zeros(), adversary: zeros(), modalityAccuracy: accuracy, reversal: zeros(),
  };
}

const push = (columns: StepColumns<number[]>, accuracy: number) => {
  for (const name of Object.keys(columns) as (keyof typeof columns)[]) columns[name].push(0);
  columns.modalityAccuracy[columns.modalityAccuracy.length - 1] = accuracy;
};

test('few steps stay as they are', () => {
  const means = meansOf(columnsOf([0.5, 0.75, 1]));
  expect(means).toMatchObject({ step: [1, 2, 3], epoch: [0.1, 0.2, 0.3], modalityAccuracy: [0.5, 0.75, 1], total: [-1, -2, -3] });
});

test('where there are too many, two and two become their mean, and the last holds what is left', () => {
  // 401 steps with 400 places: places of two steps, the last with one.
  const means = meansOf(columnsOf(Array.from({ length: 2 * BINS + 1 }, (_, i) => i % 2)));
  expect(means.step).toHaveLength(BINS + 1);
  expect(means.step.slice(0, 3)).toEqual([1, 3, 5]);
  expect(new Set(means.modalityAccuracy.slice(0, -1))).toEqual(new Set([0.5]));
  expect(means.modalityAccuracy.at(-1)).toBe(0);
  expect(means.total[0]).toBe(-1.5);
});

test('steps that come later are added to those that are there', () => {
  const whole = Array.from({ length: 3000 }, (_, i) => ((i * 7) % 11) / 11);
  const growing = columnsOf([]);
  const looks = whole.map((accuracy, i) => {
    push(growing, accuracy);
    return i % 500 === 0 ? meansOf(growing) : null;
  });
  expect(looks.filter(Boolean)).toHaveLength(6);
  const expected = meansOf(columnsOf(whole));
  const means = meansOf(growing);
  expect(means.step).toEqual(expected.step);
  means.modalityAccuracy.forEach((value, bin) => expect(value).toBeCloseTo(expected.modalityAccuracy[bin]!, 12));
  // 3000 / 8 = 375 places of eight steps: four would need 750, more than 400.
  expect(means.step).toHaveLength(375);
});
