import { expect, test } from 'vitest';
import { draw } from '../drawing';
import { figureKinds } from '../figures';
import { shownRun } from '../shownRunFixture';
import { xKinds } from '../xAxis';
import { chartCsv, chartJson } from './chartFiles';

const drawing = draw(figureKinds[0]!, [shownRun('a', 4)], { x: xKinds.step, logX: false, logY: true, smoothing: 0, zoom: { x: 'step', from: 2, to: 3 }, hiddenSeries: [], hiddenRuns: [] });

test('a chart as a file holds what it shows', () => {
  expect([...chartCsv(drawing)].join('')).toBe('run,step,epoch,elapsedMs,total,changed\r\nRun a,2,1,250,0.9,\r\nRun a,3,1.5,500,0.8,\r\n');
  expect(JSON.parse([...chartJson(drawing)].join(''))).toEqual({
    chart: 'Total loss',
    x: { unit: 'step', from: 2, to: 3, log: false },
    logY: true,
    smoothing: 0,
    points: [
      { run: 'Run a', step: 2, epoch: 1, elapsedMs: 250, total: 0.9, changed: '' },
      { run: 'Run a', step: 3, epoch: 1.5, elapsedMs: 500, total: 0.8, changed: '' },
    ],
  });
});
