/** What a figure shows of some runs: everything that its plot, its legend, its table and its files are made of. */
import type { Zoom } from '../../state/chartView';
import type { ShownRun } from '../../state/shownRuns';
import { bestEpoch } from '../train/sentences';
import { changeMarks, type XMark } from './changeMarks';
import { drawnPoints, pointLimit } from './drawnPoints';
import type { FigureColumns, FigureKind, FigureSeries, Guide } from './figures';
import type { CurvePoints, PlottedCurve } from './plottedCurve';
import { runColour } from './runColours';
import { linearScale, scaleOf, type AxisScale } from './scale';
import { smoothed } from './smoothing';
import type { Stretch } from './thin';
import { type XKind } from './xAxis';
import { shownStretch, wholeStretch } from './xWindow';

export interface DrawingOptions {
  x: XKind;
  logX: boolean;
  logY: boolean;
  /** Weight of the moving average, 0 is off. */
  smoothing: number;
  zoom: Zoom | null;
  /** "figure/series". */
  hiddenSeries: readonly string[];
  hiddenRuns: readonly string[];
}

/** A run in a figure. */
export interface Track {
  run: ShownRun;
  /** Among all runs, 1 for the first. */
  number: number;
  colour: string;
  columns: FigureColumns;
}

export interface Drawing extends DrawingOptions {
  figure: FigureKind;
  /** Those that are not hidden. */
  tracks: Track[];
  series: FigureSeries[];
  /** Whether colours tell runs apart instead of series. */
  several: boolean;
  whole: Stretch;
  stretch: Stretch;
  curves: PlottedCurve[];
  marks: XMark[];
  left: AxisScale & { tickFormatter?: (value: number) => string };
  right?: AxisScale;
  guide: Guide | null;
  /** What logarithmic axes leave out, in words. */
  omitted: string;
}

const within = ({ x, y }: CurvePoints, { from, to }: Stretch): number[] => y.filter((_, i) => x[i]! >= from && x[i]! <= to);

const DOTS_BELOW = 12;

export function draw(figure: FigureKind, runs: readonly ShownRun[], options: DrawingOptions): Drawing {
  const smoothing = figure.smoothable ? options.smoothing : 0;
  const several = runs.length > 1;
  const tracks = runs
    .map((run, place): Track => ({ run, number: place + 1, colour: runColour(place), columns: figure.columns(run) }))
    .filter(({ run }) => !options.hiddenRuns.includes(run.id));
  const series = figure.series.filter(({ key }) => !options.hiddenSeries.includes(`${figure.name}/${key}`));
  const whole = wholeStretch(tracks.map(({ run }) => run.steps), options.x, options.logX);
  const stretch = shownStretch(whole, options.zoom, options.x);
  const drawing = { ...options, figure, smoothing, several, tracks, series, whole, stretch };
  const curves = plottedCurves(drawing);
  const guide = (tracks[0] && figure.guide?.(tracks[0].run)) ?? null;
  return { ...drawing, curves, guide, marks: xMarks(drawing), ...axes(figure, options.logY, curves, stretch, guide), omitted: omission(drawing, curves) };
}

type Frame = Pick<Drawing, 'figure' | 'x' | 'smoothing' | 'several' | 'tracks' | 'series' | 'stretch'>;

function plottedCurves({ x, smoothing, several, tracks, series, stretch }: Frame): PlottedCurve[] {
  const limit = pointLimit(tracks.length * series.length * (smoothing > 0 ? 2 : 1));
  const curves = (faint: boolean) => tracks.flatMap((track) => series.map(({ key, colour, dash, axis }, place): PlottedCurve => {
    const raw = track.columns.values[key]!;
    const points = drawnPoints(track.columns, faint ? raw : smoothed(raw, smoothing), x, stretch, limit);
    return {
      key: `${track.run.id} ${key}${faint ? ' raw' : ''}`,
      points,
      colour: several ? track.colour : colour,
      faint,
      dots: raw.length < DOTS_BELOW,
      ...(dash && { dash }),
      ...(axis && { axis }),
      ...(several && !faint && place === 0 && { tag: String(track.number) }),
    };
  }));
  return smoothing > 0 ? [...curves(true), ...curves(false)] : curves(false);
}

function xMarks({ figure, x, several, tracks }: Frame): XMark[] {
  return tracks.flatMap(({ run, colour, columns }): XMark[] => {
    const best = figure.marksBest && bestEpoch(run.epochs);
    const at = best ? run.epochs.indexOf(best) : -1;
    const lineColour = several ? colour : 'var(--ink)';
    const marks = changeMarks(run.steps, run.changes, x, lineColour);
    return at < 0 ? marks : [...marks, { x: columns[x.column][at]! * x.factor, label: 'best', colour: lineColour, dash: '2 3' }];
  });
}

function axes(figure: FigureKind, logY: boolean, curves: readonly PlottedCurve[], stretch: Stretch, guide: Guide | null): Pick<Drawing, 'left' | 'right'> {
  const values = (axis: 'left' | 'right') => curves.filter((curve) => (curve.axis ?? 'left') === axis).map(({ points }) => within(points, stretch));
  const log = (axis: 'left' | 'right') => logY && figure.logAxis === axis;
  const left = figure.left ?? scaleOf([...values('left'), ...(guide ? [[guide.y]] : [])], log('left'));
  if (!figure.series.some(({ axis }) => axis === 'right')) return { left };
  const right = values('right');
  const top = Math.max(1, ...right.flat().filter(Number.isFinite));
  return { left, right: figure.rightFromZero && !log('right') ? linearScale(0, top) : scaleOf(right, log('right')) };
}

/** Of the shown stretch; thinned curves keep their least values, so that none at or below 0 is overlooked. */
function omission({ figure, tracks, stretch, x, logX, logY }: Frame & DrawingOptions, curves: readonly PlottedCurve[]): string {
  const onLog = logY ? curves.filter(({ axis }) => (axis ?? 'left') === figure.logAxis).flatMap(({ points }) => within(points, stretch)) : [];
  const fails = onLog.filter((value) => value <= 0).length;
  const atZero = logX && tracks.some(({ columns }) => columns[x.column][0]! <= 0);
  const words = [];
  if (fails > 0) words.push(onLog.some((value) => value > 0) ? 'Values of 0 or below have no place on a logarithmic axis and are left out.' : 'No value here is above 0, so a logarithmic axis has nothing to show.');
  if (atZero) words.push(`What lies at ${x.label} 0 has no place on a logarithmic axis.`);
  return words.join(' ');
}
