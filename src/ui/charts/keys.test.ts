import { expect, test } from 'vitest';
import { draw, type DrawingOptions } from './drawing';
import { figureKinds } from './figures';
import { keyAction } from './keys';
import { shownRun } from './shownRunFixture';
import { xKinds } from './xAxis';

const options: DrawingOptions = { x: xKinds.step, logX: false, logY: false, smoothing: 0, zoom: null, hiddenSeries: [], hiddenRuns: [] };
const drawing = (steps: number, chosen: Partial<DrawingOptions> = {}) => draw(figureKinds[0]!, steps > 0 ? [shownRun('a', steps)] : [], { ...options, ...chosen });

test('arrows move the reading from point to point, from the latest on', () => {
  const press = (key: string, at: number | null) => keyAction(key, false, drawing(10), at);
  expect(press('ArrowLeft', null)).toEqual({ read: 10 });
  expect(press('ArrowLeft', 10)).toEqual({ read: 9 });
  expect(press('ArrowRight', 9)).toEqual({ read: 10 });
  expect(press('ArrowRight', 10)).toEqual({ read: 10 });
  expect(press('Home', 5)).toEqual({ read: 1 });
  expect(press('End', null)).toEqual({ read: 10 });
  expect(press('Escape', 5)).toEqual({ read: null });
  expect(press('a', 5)).toBeNull();
});

test('of many points one press passes a hundredth, ten of them with Shift', () => {
  // 999 steps from the first to the last.
  expect(keyAction('ArrowRight', false, drawing(1000), 500)).toEqual({ read: 510 });
  expect(keyAction('ArrowRight', true, drawing(1000), 500)).toEqual({ read: 600 });
  expect(keyAction('PageDown', false, drawing(1000), 500)).toEqual({ read: 400 });
});

test('the reading stays in the stretch that is shown', () => {
  const zoomed = drawing(10, { zoom: { x: 'step', from: 3, to: 6 } });
  expect([keyAction('Home', false, zoomed, null), keyAction('End', false, zoomed, null)]).toEqual([{ read: 3 }, { read: 6 }]);
});

test('plus and minus zoom about the reading, 0 shows everything', () => {
  expect(keyAction('+', false, drawing(10), 5)).toEqual({ zoom: { from: 2.5, to: 7.5 } });
  expect(keyAction('-', false, drawing(10, { zoom: { x: 'step', from: 4, to: 8 } }), 4)).toEqual({ zoom: { from: 2, to: 10 } });
  expect(keyAction('0', false, drawing(10), 5)).toEqual({ zoom: null });
});

test('without points a reading goes nowhere', () => {
  expect(keyAction('ArrowRight', false, drawing(0), null)).toEqual({ read: null });
});
