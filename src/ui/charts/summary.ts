import type { Drawing } from './drawing';
import type { PlottedCurve } from './plottedCurve';

function curveWords({ points: { x, y } }: PlottedCurve, { stretch, x: kind }: Drawing, say: (value: number) => string): string {
  const shown = x.flatMap((at, i) => (at >= stretch.from && at <= stretch.to && Number.isFinite(y[i]!) ? [{ at, value: y[i]! }] : []));
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return 'no values here';
  const least = shown.reduce((a, b) => (b.value < a.value ? b : a));
  const greatest = shown.reduce((a, b) => (b.value > a.value ? b : a));
  return `${say(first.value)} at ${kind.say(first.at)}, ${say(last.value)} at ${kind.say(last.at)}, least ${say(least.value)} at ${kind.say(least.at)}, greatest ${say(greatest.value)} at ${kind.say(greatest.at)}`;
}

/** What a chart shows, in words: its axes, each curve's course, and what was changed where. */
export function summary(drawing: Drawing): string {
  const { figure, x: kind, stretch, tracks, series, curves, several, marks, smoothing, logX } = drawing;
  if (tracks.every(({ columns }) => columns.step.length === 0)) return 'No points yet.';
  const lines = tracks.flatMap(({ run }) => series.map(({ key, name, say }) => {
    const curve = curves.find((one) => one.key === `${run.id} ${key}`);
    return `${several ? `${run.name}, ` : ''}${name}: ${curve ? curveWords(curve, drawing, say) : 'hidden'}.`;
  }));
  const lead = `${figure.title} from ${kind.say(stretch.from)} to ${kind.say(stretch.to)}${logX ? ', logarithmic' : ''}${smoothing > 0 ? `, smoothed by ${smoothing}` : ''}.`;
  const changed = marks.map((mark) => `${kind.say(mark.x)}: ${mark.label}.`);
  return [lead, ...lines, ...(changed.length > 0 ? ['Marks:', ...changed] : [])].join(' ');
}

/** What is seen below a chart of several runs. */
export function severalSentence({ figure, tracks, series }: Drawing): string {
  const first = series[0];
  if (!first) return 'All curves are hidden.';
  const ends = tracks.flatMap(({ run, columns }) => {
    const value = columns.values[first.key]!;
    return value.length > 0 ? [{ name: run.name, value: value[value.length - 1]! }] : [];
  });
  if (ends.length === 0) return 'No run that is shown has points yet.';
  const rising = figure.marksBest === true;
  const ahead = ends.reduce((a, b) => (rising ? b.value > a.value : b.value < a.value) ? b : a);
  return `${ends.length === 1 ? 'One run has' : `${ends.length} runs have`} points here; ${rising ? 'highest' : 'lowest'} ${first.name} at its end: ${first.say(ahead.value)}, ${ahead.name}.`;
}
