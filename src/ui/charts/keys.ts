import type { Drawing } from './drawing';
import { firstAbove, firstAtLeast, nearestIndex } from './search';
import { xValue } from './xAxis';
import { zoomedBy } from './xWindow';

/** What a key does to a chart: moves the reading, or zooms. */
export type KeyAction = { read: number | null } | { zoom: { from: number; to: number } | null };

/** How far one press goes of what is shown: a hundredth, a tenth with Shift or a page key. */
const SHARE = 100;

const moves: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

/** @returns null for keys that a chart does not use */
export function keyAction(key: string, shift: boolean, drawing: Drawing, at: number | null): KeyAction | null {
  const { stretch, whole } = drawing;
  if (key === 'Escape') return { read: null };
  if (key === '0') return { zoom: null };
  const about = at ?? stretch.to;
  if (key === '+' || key === '=') return { zoom: zoomedBy(stretch, whole, about, 0.5) };
  if (key === '-') return { zoom: zoomedBy(stretch, whole, about, 2) };
  const move = key === 'Home' ? -Infinity : key === 'End' ? Infinity : (moves[key] ?? 0) * (shift ? 10 : 1);
  return move === 0 ? null : { read: movedReading(drawing, at, move) };
}

/** Over the points of the run that has the most of them here, at first to the latest; without points it goes nowhere. */
function movedReading({ tracks, x, stretch }: Drawing, at: number | null, move: number): number | null {
  const spans = tracks.map(({ columns }) => {
    const column = columns[x.column];
    return { columns, first: firstAtLeast(column, stretch.from / x.factor), last: firstAbove(column, stretch.to / x.factor) - 1 };
  });
  const longest = spans.reduce<(typeof spans)[number] | null>((most, span) => (most && most.last - most.first >= span.last - span.first ? most : span), null);
  if (!longest || longest.last < longest.first) return null;
  const { columns, first, last } = longest;
  const stride = Math.max(1, Math.round((last - first) / SHARE));
  const next = at === null && Number.isFinite(move) ? last : nearestIndex(columns[x.column], (at ?? 0) / x.factor) + move * stride;
  return xValue(columns, x, Math.min(last, Math.max(first, next)));
}
