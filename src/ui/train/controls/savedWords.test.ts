import { expect, test } from 'vitest';
import { savedWords } from './savedWords';

const state = (step: number, kept: boolean) => ({ step, epoch: 0, bytes: 1, kept });

test('the newest state and the kept ones are named by their steps', () => {
  expect(savedWords([])).toBe('Nothing of a run is saved yet.');
  expect(savedWords([state(80, false), state(120, false)])).toBe('Saved at step 120.');
  expect(savedWords([state(120, true), state(80, false)])).toBe('Saved at step 120; kept: step 120.');
  expect(savedWords([state(100, true), state(60, true), state(120, false)])).toBe('Saved at step 120; kept: steps 60, 100.');
});
