import { memo, startTransition, useCallback, useEffect, useState } from 'react';
import { isActive, useRun } from '../../state/run';
import type { Cell } from '../parts/csv';
import { count, significant } from '../parts/format';
import { chartHeader, chartRows, rowStride } from './chartRows';
import type { Drawing } from './drawing';
import { drawingNow } from './drawingNow';
import type { FigureKind } from './figures';
import { clock } from './xAxis';

const MOST_ROWS = 500;

interface Snapshot {
  caption: string;
  header: string[];
  rows: string[][];
}

const words: Record<string, string> = { run: 'Run', step: 'Step', epoch: 'Epoch', elapsedMs: 'Time', changed: 'Changed' };

/** "classImage_smoothed" → "image, smoothed". */
function heading(column: string, { series }: Drawing): string {
  const [key, smoothed] = column.split('_');
  return words[column] ?? `${series.find((one) => one.key === key)?.name ?? column}${smoothed ? ', smoothed' : ''}`;
}

function cellWords(cell: Cell, column: string, { series }: Drawing): string {
  if (typeof cell !== 'number') return String(cell ?? '');
  if (column === 'step') return count(cell);
  if (column === 'elapsedMs') return clock(cell / 1000);
  return (series.find(({ key }) => key === column.split('_')[0])?.say ?? significant)(cell);
}

/** What a chart shows in at most 500 rows; the names of runs only where there are several. */
export function tableOf(drawing: Drawing): Snapshot {
  const { figure, x, stretch, several } = drawing;
  const stride = rowStride(drawing, MOST_ROWS);
  const all = chartHeader(drawing);
  const columns = all.map((_, i) => i).filter((i) => several || all[i] !== 'run');
  const rows = [...chartRows(drawing, stride)].map((row) => columns.map((i) => cellWords(row[i], all[i]!, drawing)));
  const kept = stride > 1 ? `every ${count(stride)}th point` : 'every point';
  return { caption: `${figure.title} from ${x.say(stretch.from)} to ${x.say(stretch.to)}: ${kept}, ${count(rows.length)} rows.`, header: columns.map((i) => heading(all[i]!, drawing)), rows };
}

const Rows = memo(function Rows({ rows }: { rows: string[][] }) {
  return rows.map((row, i) => (
    <tr key={i}>
      {row.map((cell, j) => (
        <td key={j}>{cell}</td>
      ))}
    </tr>
  ));
});

/** Of what is chosen, not of how far the run has come. */
function choiceStamp({ x, stretch, logX, smoothing, hiddenSeries, hiddenRuns, tracks }: Drawing, zoomed: boolean): string {
  return JSON.stringify([x.name, zoomed && stretch, logX, smoothing, hiddenSeries, hiddenRuns, tracks.map(({ run }) => run.id)]);
}

/** A chart's points in rows. They follow what is chosen and the end of a run; while it goes on they stand still to be read. */
export function ChartTable({ kind, drawing }: { kind: FigureKind; drawing: Drawing }) {
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null);
  const active = useRun((state) => isActive(state.status?.phase));
  const stamp = choiceStamp(drawing, drawing.zoom !== null);
  const update = useCallback(() => startTransition(() => setSnapshot(tableOf(drawingNow(kind)))), [kind]);
  useEffect(update, [update, stamp, active]);
  return (
    <div className="chart-table">
      {active && (
        <button type="button" className="quiet" onClick={update}>
          Update the rows
        </button>
      )}
      <div className="chart-table-scroll" role="region" aria-label={`Values of ${kind.title}`} tabIndex={0}>
        {snapshot && (
          <table>
            <caption>{snapshot.caption}</caption>
            <thead>
              <tr>
                {snapshot.header.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Rows rows={snapshot.rows} />
            </tbody>
          </table>
        )}
      </div>
    </div>
  );
}
