import { useChartView } from '../../state/chartView';
import { shownRuns } from '../../state/shownRuns';
import { useView } from '../../state/view';
import { draw, type Drawing, type DrawingOptions } from './drawing';
import type { FigureKind } from './figures';
import { xKinds } from './xAxis';

export function drawingOptions(figure: string): DrawingOptions {
  const { x, logX, log, smoothing } = useView.getState();
  return { ...useChartView.getState(), x: xKinds[x], logX, logY: log.includes(figure), smoothing: smoothing ?? 0 };
}

/** What a figure shows as of now: curves grow outside of React, and are read when it is a chart's turn. */
export function drawingNow(figure: FigureKind): Drawing {
  return draw(figure, shownRuns(), drawingOptions(figure.name));
}
