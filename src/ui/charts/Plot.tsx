import { createContext, memo, useContext, useMemo } from 'react';
import { CartesianGrid, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { Curves } from './Curves';
import { margin, PLOT_HEIGHT, xAxis, yAxis } from './axes';
import type { Drawing } from './drawing';
import type { Guide } from './figures';
import { ticksWithin, type AxisScale } from './scale';
import type { Stretch } from './thin';
import { xKinds, type XName } from './xAxis';

interface PlotAxis extends AxisScale {
  tickFormatter?: (value: number) => string;
}

interface FrameProps {
  x: XName;
  stretch: Stretch;
  left: PlotAxis;
  right: PlotAxis | undefined;
  guide: Guide | null;
}

const axisOf = ({ log, ...axis }: PlotAxis) => ({ ...yAxis, ...axis, scale: log ? ('log' as const) : ('linear' as const), allowDataOverflow: true, type: 'number' as const });

/** By value: each redraw computes the axes anew, and they are mostly the same. A chart's tick formatter stays its own. */
const sameFrame = (a: FrameProps, b: FrameProps) => JSON.stringify(a) === JSON.stringify(b);

/** Recharts has no scale for an x axis without data. */
const ends = [{ at: 1 }, { at: 2 }];

function DrawnFrame({ x, stretch, left, right, guide }: FrameProps) {
  const { from, to, log } = stretch;
  return (
    <ResponsiveContainer width="100%" height={PLOT_HEIGHT}>
      <LineChart data={ends} margin={right ? { ...margin, right: 0 } : margin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} yAxisId="left" />
        <XAxis {...xAxis} dataKey="at" domain={[from, to]} scale={log ? 'log' : 'linear'} ticks={ticksWithin(from, to, log)} tickFormatter={xKinds[x].tick} />
        <YAxis {...axisOf(left)} yAxisId="left" />
        {right && <YAxis {...axisOf(right)} yAxisId="right" orientation="right" width={34} />}
        {guide && <ReferenceLine yAxisId="left" y={guide.y} stroke="var(--ink)" strokeDasharray="6 4" strokeOpacity={0.6} label={guide.label && { value: guide.label, position: 'insideTopRight', fontSize: 11, fill: 'var(--muted)' }} />}
        <DrawnCurves />
      </LineChart>
    </ResponsiveContainer>
  );
}

const Frame = memo(DrawnFrame, sameFrame);

const DrawingContext = createContext<Drawing | null>(null);

function DrawnCurves() {
  const drawing = useContext(DrawingContext);
  return drawing && <Curves drawing={drawing} />;
}

/**
 * Curves over epochs, steps or time. Recharts draws the frame, which changes seldom; the curves, which grow with every
 * step, are drawn by themselves in its scales: a chart of Recharts that gets new data draws all of its parts twice.
 */
export function Plot({ drawing }: { drawing: Drawing }) {
  const { x, stretch, left, right, guide } = drawing;
  const frame = useMemo(() => ({ x: x.name, stretch, left, right, guide }), [x, stretch, left, right, guide]);
  return (
    <DrawingContext value={drawing}>
      <Frame {...frame} />
    </DrawingContext>
  );
}
