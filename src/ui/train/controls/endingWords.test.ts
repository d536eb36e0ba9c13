import { expect, test } from 'vitest';
import { endingWords } from './endingWords';

const config = { epochs: 40, patience: 5, timeLimit: 1, targetMap: 0.65 };

test('a run says why it ended by itself', () => {
  expect((['epochs', 'patience', 'time', 'target'] as const).map((endedBy) => endingWords({ endedBy }, config))).toEqual([
    'all epochs are done', 'no better epoch among the last 5', 'the time limit of 1 minute is reached', 'the validation MAP reached its target of 0.65',
  ]);
  expect(endingWords({ endedBy: 'time' }, { ...config, timeLimit: 2.5 })).toContain('2.5 minutes');
});

test('a run that goes on, or was stopped, gives no reason', () => {
  expect(endingWords({ endedBy: null }, config)).toBeNull();
  expect(endingWords({ endedBy: 'epochs' }, null)).toBeNull();
});
