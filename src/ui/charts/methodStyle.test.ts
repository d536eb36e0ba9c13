import { expect, test } from 'vitest';
import { lineStyle } from './methodStyle';

test('24 curves look different from each other', () => {
  const looks = Array.from({ length: 24 }, (_, place) => JSON.stringify(lineStyle(place)));
  expect(new Set(looks).size).toBe(24);
});
