import { expect, test } from 'vitest';
import { lineStyle } from './methodStyle';

test('21 curves look different from each other, and none has the colour of the first', () => {
  const looks = Array.from({ length: 21 }, (_, place) => lineStyle(place));
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(21);
  expect(looks.filter(({ stroke }) => stroke === looks[0]!.stroke)).toHaveLength(1);
});
