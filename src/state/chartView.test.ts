import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawOver, smoothBy, toggleLog, toggleRun, toggleSeries, useChartView, zoomTo } from './chartView';
import { readAt, useHover } from './hover';
import { initialUrlState } from './urlState';
import { useView } from './view';

const addresses: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('history', { replaceState: (_: unknown, __: string, address: string) => void addresses.push(address) });
  addresses.length = 0;
  useView.setState(initialUrlState);
  useChartView.setState({ zoom: null, hiddenSeries: [], hiddenRuns: [] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a legend hides a curve and brings it back', () => {
  toggleSeries('classification/image');
  toggleRun('a');
  expect(useChartView.getState()).toMatchObject({ hiddenSeries: ['classification/image'], hiddenRuns: ['a'] });
  toggleSeries('classification/text');
  toggleSeries('classification/image');
  expect(useChartView.getState().hiddenSeries).toEqual(['classification/text']);
});

test('another x axis forgets the reading and the stretch that was shown', () => {
  zoomTo({ x: 'epoch', from: 1, to: 2 });
  readAt(1.5);
  drawOver('time');
  expect([useChartView.getState().zoom, useHover.getState().at, useView.getState().x]).toEqual([null, null, 'time']);
  expect(addresses).toEqual(['#/train?x=time']);
});

test('figures take a logarithmic axis one by one', () => {
  toggleLog('total');
  toggleLog('classification');
  toggleLog('total');
  expect(addresses).toEqual(['#/train?log=total', '#/train?log=total,classification', '#/train?log=classification']);
});

test('smoothing counts at once, and the address follows when the slider rests; 0 leaves it', () => {
  for (const weight of [0.1, 0.2, 0.3]) smoothBy(weight);
  expect(useView.getState().smoothing).toBe(0.3);
  expect(addresses).toEqual([]);
  vi.advanceTimersByTime(400);
  expect(addresses).toEqual(['#/train?smoothing=0.3']);
  smoothBy(0);
  vi.advanceTimersByTime(400);
  expect(addresses.at(-1)).toBe('#/train');
});
