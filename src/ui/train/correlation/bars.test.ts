import { expect, test } from 'vitest';
import { barsPath, stepsPath } from './bars';

test('bars stand on the ground, each in nine tenths of its place', () => {
  // Places of 50: the bars begin at 2.5 and 52.5 and are 45 wide; 0.8 of 100 ends at 20 from the top.
  expect(barsPath([0.8, 0.25], 100)).toBe('M2.5,100V20h45V100zM52.5,100V75h45V100z');
});

test('the outline goes from bar to bar', () => {
  expect(stepsPath([0.8, 0.25], 100)).toBe('M0,100V20H50V75H100');
});
