import type { Cell } from '../parts/csv';
import { changesByStep, changeWords } from './changeMarks';
import type { Drawing, Track } from './drawing';
import { firstAbove, firstAtLeast } from './search';
import { smoothed } from './smoothing';

/** Names of the columns of `chartRows`. */
export function chartHeader({ series, smoothing }: Drawing): string[] {
  const measures = series.flatMap(({ key }) => (smoothing > 0 ? [key, `${key}_smoothed`] : [key]));
  return ['run', 'step', 'epoch', 'elapsedMs', ...measures, 'changed'];
}

/** From the first point of the shown stretch to after its last. */
function span({ columns }: Track, { x, stretch }: Drawing): [number, number] {
  const column = columns[x.column];
  return [firstAtLeast(column, stretch.from / x.factor), firstAbove(column, stretch.to / x.factor)];
}

/** How many points of the tracks one row stands for, where at most `limit` rows are wanted. */
export function rowStride(drawing: Drawing, limit: number): number {
  const points = drawing.tracks.reduce((sum, track) => {
    const [start, end] = span(track, drawing);
    return sum + Math.max(0, end - start);
  }, 0);
  return points <= limit ? 1 : Math.ceil(points / (limit - 2 * drawing.tracks.length));
}

/**
 * The points that a chart shows, run by run: every `stride`-th, and the last of each. A row also tells what was
 * changed since the row before it.
 */
export function* chartRows(drawing: Drawing, stride: number): Generator<Cell[]> {
  for (const track of drawing.tracks) yield* trackRows(track, drawing, stride);
}

function* trackRows(track: Track, drawing: Drawing, stride: number): Generator<Cell[]> {
  const { run, columns } = track;
  const measures = drawing.series.flatMap(({ key }) => {
    const raw = columns.values[key]!;
    return drawing.smoothing > 0 ? [raw, smoothed(raw, drawing.smoothing)] : [raw];
  });
  const changes = [...changesByStep(run.changes)];
  const [start, end] = span(track, drawing);
  let told = changes.findIndex(([step]) => step >= columns.step[start]!);
  for (let i = start; i < end; i = i < end - 1 ? Math.min(end - 1, i + stride) : end) {
    const made: string[] = [];
    for (; told >= 0 && told < changes.length && changes[told]![0] <= columns.step[i]!; told++) made.push(changeWords(changes[told]![1]));
    yield [run.name, columns.step[i], columns.epoch[i], columns.elapsedMs[i], ...measures.map((column) => column[i]), made.join(', ')];
  }
}
