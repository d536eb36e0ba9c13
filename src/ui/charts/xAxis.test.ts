import { expect, test } from 'vitest';
import { clock, xKinds, xValue } from './xAxis';

const columns = { step: [1, 2], epoch: [0.5, 1], elapsedMs: [250, 75_000] };

test('a point has a place over steps, over epochs and over seconds of training', () => {
  expect(Object.values(xKinds).map((kind) => xValue(columns, kind, 1))).toEqual([1, 2, 75]);
  expect(Object.values(xKinds).map((kind) => kind.say(xValue(columns, kind, 1)))).toEqual(['epoch 1', 'step 2', 'time 1:15']);
});

test('time is told in seconds, then as a clock', () => {
  expect([0, 0.25, 59.9, 60, 75, 599.6, 3675].map(clock)).toEqual(['0 s', '0.25 s', '59.9 s', '1:00', '1:15', '10:00', '1:01:15']);
});
