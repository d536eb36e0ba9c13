/** What of the curves is shown, for this visit; what they are drawn over stands in the address (`useView`). */
import { create } from 'zustand';
import { readAt } from './hover';
import { requestRedraw } from './redraw';
import type { UrlState } from './urlState';
import { useView } from './view';

/** A stretch of the x axis, in the unit in which it was chosen. */
export interface Zoom {
  x: UrlState['x'];
  from: number;
  to: number;
}

interface ChartView {
  /** Null shows everything; all charts share it. */
  zoom: Zoom | null;
  /** "figure/series" of what the legends hide. */
  hiddenSeries: readonly string[];
  /** Ids of runs. */
  hiddenRuns: readonly string[];
}

export const useChartView = create<ChartView>(() => ({ zoom: null, hiddenSeries: [], hiddenRuns: [] }));

export function zoomTo(zoom: Zoom | null): void {
  useChartView.setState({ zoom });
  requestRedraw();
}

const toggled = (list: readonly string[], name: string) => (list.includes(name) ? list.filter((other) => other !== name) : [...list, name]);

export function toggleSeries(name: string): void {
  useChartView.setState(({ hiddenSeries }) => ({ hiddenSeries: toggled(hiddenSeries, name) }));
  requestRedraw();
}

export function toggleRun(id: string): void {
  useChartView.setState(({ hiddenRuns }) => ({ hiddenRuns: toggled(hiddenRuns, id) }));
  requestRedraw();
}

/** Another x axis: a reading or a stretch of the old one has no place on it. */
export function drawOver(x: UrlState['x']): void {
  readAt(null);
  zoomTo(null);
  useView.getState().choose({ x });
}

export function toggleLog(figure: string): void {
  const { log, choose } = useView.getState();
  choose({ log: toggled(log, figure) });
}

const ADDRESS_MS = 400;
let addressTimer: ReturnType<typeof setTimeout> | undefined;

/** The address follows when the slider rests: browsers refuse many changes of it in a row. */
export function smoothBy(weight: number): void {
  const smoothing = weight > 0 ? weight : null;
  useView.setState({ smoothing });
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => useView.getState().choose({ smoothing }), ADDRESS_MS);
}
