import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { requestRedraw, subscribeRedraw } from './redraw';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('viewers draw in turn, at most five times a second, and once more after the last request', () => {
  const drawn = [0, 0];
  const leave = drawn.map((_, i) => subscribeRedraw(() => void drawn[i]!++));
  for (let ms = 0; ms < 1000; ms += 10) {
    requestRedraw();
    vi.advanceTimersByTime(10);
  }
  for (const times of drawn) {
    expect(times).toBeGreaterThan(3);
    expect(times).toBeLessThanOrEqual(1 + 5);
  }
  const before = [...drawn];
  requestRedraw();
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual(before.map((times) => times + 1));
  for (const end of leave) end();
  requestRedraw();
  vi.advanceTimersByTime(1000);
  expect(drawn).toEqual(before.map((times) => times + 1));
});
