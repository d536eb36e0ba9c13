import { beforeEach, expect, test } from 'vitest';
import { epochOf, recordOf, stateOf, stepsOf } from './fixtures/runs';
import { clearRun, takeBackTo, takeState, useRun } from './run';
import { setSteps, stepColumns } from './steps';

beforeEach(clearRun);

test('a run that goes on from an earlier step has only what came up to there', () => {
  setSteps(stepsOf([4, 3, 2, 1], 9));
  useRun.setState({ record: recordOf('a'), epochs: [epochOf(1, 0.5, true), epochOf(2, 0.6, true)], changes: [{ step: 10, key: 'ridge', value: 1 }, { step: 11, key: 'ridge', value: 2 }] });
  takeBackTo(10);
  expect(stepColumns().step).toEqual([9, 10]);
  expect(stepColumns().total).toEqual([4, 3]);
  // Epoch 1 ended at step 10, epoch 2 at step 20.
  expect(useRun.getState().epochs.map(({ epoch }) => epoch)).toEqual([1]);
  expect(useRun.getState().changes).toEqual([{ step: 10, key: 'ridge', value: 1 }]);
  takeBackTo(0);
  expect(stepColumns().elapsedMs).toEqual([]);
});

test('of the states that are not kept the last two stay', () => {
  const states = [stateOf(10, { kept: true }), stateOf(20), stateOf(30)];
  expect(takeState(states, stateOf(40)).map(({ step }) => step)).toEqual([10, 30, 40]);
  expect(takeState(states, stateOf(30, { kept: true }))).toEqual([stateOf(10, { kept: true }), stateOf(20), stateOf(30, { kept: true })]);
});
