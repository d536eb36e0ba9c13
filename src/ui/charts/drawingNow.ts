import { useChartView } from '../../state/chartView';
import { shownRuns } from '../../state/shownRuns';
import { useView } from '../../state/view';
import { draw, type Drawing, type DrawingOptions } from './drawing';
import type { FigureKind } from './figures';
import { xKinds } from './xAxis';

/** Whether a figure's y axis is logarithmic, where these are asked to be other than usual. */
export function isLog({ name, usuallyLog }: Pick<FigureKind, 'name' | 'usuallyLog'>, log: readonly string[]): boolean {
  return log.includes(name) !== (usuallyLog ?? false);
}

export function drawingOptions(figure: FigureKind): DrawingOptions {
  const { x, logX, log, smoothing } = useView.getState();
  return { ...useChartView.getState(), x: xKinds[x], logX, logY: isLog(figure, log), smoothing: smoothing ?? 0 };
}

/** What a figure shows as of now: curves grow outside of React, and are read when it is a chart's turn. */
export function drawingNow(figure: FigureKind): Drawing {
  return draw(figure, shownRuns(), drawingOptions(figure));
}
