import { expect, test } from 'vitest';
import type { ShownRun } from '../../state/shownRuns';
import { draw, type DrawingOptions } from './drawing';
import { figureKinds, type FigureKind } from './figures';
import { shownRun } from './shownRunFixture';
import { xKinds } from './xAxis';

const [total, correlation, classification, adversary, validation] = figureKinds;
const options: DrawingOptions = { x: xKinds.step, logX: false, logY: false, smoothing: 0, zoom: null, hiddenSeries: [], hiddenRuns: [] };
const look = (figure: FigureKind, runs: ShownRun[], chosen: Partial<DrawingOptions> = {}) => draw(figure, runs, { ...options, ...chosen });

test('one run has the colours of the measures, several have one each, with the dashes of the series', () => {
  const one = look(classification!, [shownRun('a', 4)]);
  expect(one.curves.map(({ colour, dash }) => [colour, dash])).toEqual([['var(--image)', undefined], ['var(--text)', '5 3']]);
  const two = look(classification!, [shownRun('a', 4), shownRun('b', 8)]);
  expect(two.curves.map(({ colour, dash, tag }) => [colour, dash, tag])).toEqual([
    ['var(--run-1)', undefined, '1'], ['var(--run-1)', '5 3', undefined], ['var(--run-2)', undefined, '2'], ['var(--run-2)', '5 3', undefined],
  ]);
  expect(two.whole.to).toBe(8);
});

test('a hidden series or run is not drawn, and the others keep their colours', () => {
  const runs = [shownRun('a', 4), shownRun('b', 8)];
  const drawing = look(classification!, runs, { hiddenRuns: ['a'], hiddenSeries: ['classification/classImage', 'total/total'] });
  expect(drawing.curves.map(({ key, colour }) => [key, colour])).toEqual([['b classText', 'var(--run-2)']]);
  expect(look(total!, runs, { hiddenSeries: ['total/total'] }).curves).toEqual([]);
});

test('smoothing draws the raw curve faintly behind, but not of the few values of an epoch', () => {
  // Total falls from 1 by tenths; weight 0.5: 1, then (0.25·1 + 0.5·0.9) / 0.75 = 0.9333.
  const { curves } = look(total!, [shownRun('a', 2)], { smoothing: 0.5 });
  expect(curves.map(({ faint }) => faint)).toEqual([true, false]);
  expect(curves[0]!.points.y).toEqual([1, 0.9]);
  expect(curves[1]!.points.y[1]).toBeCloseTo(0.93333, 5);
  expect(look(validation!, [shownRun('a', 4)], { smoothing: 0.5 }).curves.map(({ faint }) => faint)).toEqual([false, false]);
});

test('y is fitted to the stretch that is shown', () => {
  const run = shownRun('a', 10);
  expect(look(total!, [run]).left.domain).toEqual([0, 1]);
  // Steps 2 to 4: 0.9, 0.8, 0.7.
  expect(look(total!, [run], { zoom: { x: 'step', from: 2, to: 4 } }).left.domain).toEqual([0.7, 0.9]);
});

test('a logarithmic axis says what it leaves out', () => {
  const run = shownRun('a', 4);
  expect(look(total!, [run], { logY: true })).toMatchObject({ left: { log: true, domain: [0.1, 1] }, omitted: '' });
  expect(look(correlation!, [run], { logY: true }).omitted).toContain('nothing to show');
  expect(look(total!, [run], { logX: true, x: xKinds.time }).omitted).toBe('What lies at training time 0 has no place on a logarithmic axis.');
  const mixed = { ...run, steps: { ...run.steps, total: [1, 0, 0.5, 0.2] } };
  expect(look(total!, [mixed], { logY: true }).omitted).toBe('Values of 0 or below have no place on a logarithmic axis and are left out.');
});

test('the accuracy keeps its shares, and a logarithm is for the loss beside it', () => {
  const drawing = look(adversary!, [shownRun('a', 4)], { logY: true });
  expect([drawing.left.log, drawing.left.domain, drawing.right?.log]).toEqual([false, [0, 1], true]);
});

test('the best epoch and changes are marked over every x axis', () => {
  const run: ShownRun = { ...shownRun('a', 4), changes: [{ step: 2, key: 'learningRate', value: 0.1 }] };
  // Two steps an epoch, 250 ms a step after the first.
  const places = (x: DrawingOptions['x']) => look(validation!, [run], { x }).marks.map((mark) => [mark.label, mark.x]);
  expect(places(xKinds.epoch)).toEqual([['learning rate 0.1', 1], ['best', 2]]);
  expect(places(xKinds.step)).toEqual([['learning rate 0.1', 2], ['best', 4]]);
  expect(places(xKinds.time)).toEqual([['learning rate 0.1', 0.25], ['best', 0.75]]);
  expect(look(total!, [run]).marks.map(({ label }) => label)).toEqual(['learning rate 0.1']);
});

test('without runs there are axes and no curves', () => {
  for (const figure of figureKinds) expect(look(figure, [])).toMatchObject({ curves: [], marks: [], whole: { from: 0, to: 1 } });
});
