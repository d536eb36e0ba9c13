import { memo, useId, useRef, useState } from 'react';
import { shownRuns } from '../../state/shownRuns';
import { useRedraw } from '../parts/useRedraw';
import { ChartLegend } from './ChartLegend';
import { ChartTable } from './ChartTable';
import { ChartTools } from './ChartTools';
import type { Drawing } from './drawing';
import { drawingNow } from './drawingNow';
import type { FigureKind } from './figures';
import { Plot } from './Plot';
import { PlotReader } from './PlotReader';
import { severalSentence, summary } from './summary';
import './curves.css';

function sentenceOf(drawing: Drawing, points: number): string {
  const { figure, tracks, several, omitted } = drawing;
  const first = tracks[0];
  const sentence = several || !first ? severalSentence(drawing) : points > 0 ? figure.sentence(first.run) : '';
  return [sentence, omitted].filter(Boolean).join(' ');
}

/** One figure of the curves: it draws itself anew in its turn, and reads then what is shown and how. */
export const CurveFigure = memo(function CurveFigure({ kind }: { kind: FigureKind }) {
  const ready = useRedraw();
  const [table, setTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const id = useId();
  const drawing = drawingNow(kind);
  const first = shownRuns()[0];
  const columns = first && kind.columns(first);
  const points = columns?.step.length ?? 0;
  const empty = drawing.tracks.every((track) => track.columns.step.length === 0);
  const latest = columns && points > 0 ? kind.series.map(({ key }) => columns.values[key]![points - 1]).join(' ') : '';
  return (
    <figure ref={figure} className="chart curve-figure" aria-label={kind.title} aria-describedby={`${id}-sentence ${id}-summary`} data-points={points} data-latest={latest}>
      <figcaption>
        <b>{kind.title}</b>
        <ChartLegend drawing={drawing} />
      </figcaption>
      <PlotReader drawing={drawing} describedBy={`${id}-sentence ${id}-summary`}>
        {ready && <Plot drawing={drawing} />}
        {empty && <p className="empty">{first && points > 0 ? 'Every run is hidden.' : kind.empty}</p>}
      </PlotReader>
      <p id={`${id}-sentence`} className="chart-sentence">
        {empty ? ' ' : sentenceOf(drawing, points)}
      </p>
      <p id={`${id}-summary`} className="visually-hidden">
        {summary(drawing)}
      </p>
      <ChartTools kind={kind} figure={figure} table={table} setTable={setTable} empty={empty} />
      {table && <ChartTable kind={kind} drawing={drawing} />}
    </figure>
  );
});
