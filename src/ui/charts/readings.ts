import type { Drawing, Track } from './drawing';
import type { FigureSeries } from './figures';
import { nearestIndex } from './search';
import { smoothed } from './smoothing';
import { xValue } from './xAxis';

export interface Reading {
  track: Track;
  x: number;
  /** One a series, as measured and as drawn. */
  values: { series: FigureSeries; raw: number; drawn: number }[];
}

/** The values of each run at its point nearest to `at`, or its latest ones; runs without points have none. */
export function readings({ tracks, series, smoothing, x }: Pick<Drawing, 'tracks' | 'series' | 'smoothing' | 'x'>, at: number | null): Reading[] {
  return tracks.flatMap((track): Reading[] => {
    const column = track.columns[x.column];
    if (column.length === 0) return [];
    const index = at === null ? column.length - 1 : nearestIndex(column, at / x.factor);
    const values = series.map((one) => {
      const raw = track.columns.values[one.key]!;
      return { series: one, raw: raw[index]!, drawn: smoothed(raw, smoothing)[index]! };
    });
    return [{ track, x: xValue(track.columns, x, index), values }];
  });
}

/** "0.53", or "0.53 (0.51)" where the curve is smoothed: as drawn, and as measured. */
export function valueWords({ series, raw, drawn }: Reading['values'][number], smoothing: number): string {
  return smoothing > 0 ? `${series.say(drawn)} (${series.say(raw)})` : series.say(raw);
}

/** "epoch 3.2: total 0.53"; of several runs "epoch 3: Run 1 total 0.53; epoch 3: Run 2 …". */
export function readingWords(drawing: Drawing, at: number | null): string {
  const said = readings(drawing, at).map(({ track, x, values }) => {
    const words = values.map((value) => `${value.series.name} ${valueWords(value, drawing.smoothing)}`).join(', ');
    return `${drawing.x.say(x)}: ${drawing.several ? `${track.run.name} ` : ''}${words || 'all curves hidden'}`;
  });
  return said.join('; ') || 'No points yet';
}
