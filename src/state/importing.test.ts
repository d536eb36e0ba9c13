import { expect, test } from 'vitest';
import { remainingMs } from './importing';

test('the time that is left follows from the speed so far', () => {
  // 2 s for 100 of 400: 6 s for the other 300.
  expect(remainingMs({ done: 100, total: 400, since: 1000 }, 3000)).toBe(6000);
  expect(remainingMs({ done: 400, total: 400, since: 1000 }, 3000)).toBe(0);
});

test('it is not known at the very start, before anything is done, and without a whole', () => {
  expect(remainingMs({ done: 100, total: 400, since: 1000 }, 1050)).toBeNull();
  expect(remainingMs({ done: 0, total: 400, since: 1000 }, 3000)).toBeNull();
  expect(remainingMs({ done: 5, total: 0, since: 1000 }, 3000)).toBeNull();
});
