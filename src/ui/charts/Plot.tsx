import { memo } from 'react';
import { CartesianGrid, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { Curves } from './Curves';
import { CurvesContext, type PlottedCurve } from './plottedCurve';
import { margin, PLOT_HEIGHT, xAxis, yAxis } from './axes';
import type { AxisScale } from './scale';

export interface Mark {
  x?: number;
  y?: number;
  label?: string;
  dash: string;
}

interface PlotAxis extends AxisScale {
  tickFormatter?: (value: number) => string;
}

interface FrameProps {
  /** Where the x axis ends. */
  epochs: number;
  left: PlotAxis;
  right?: PlotAxis;
  mark?: Mark;
}

const axisOf = ({ log, ...axis }: PlotAxis) => ({ ...yAxis, ...axis, scale: log ? ('log' as const) : ('linear' as const), allowDataOverflow: true, type: 'number' as const });

/** By value: each redraw computes the axes anew, and they are mostly the same. A chart's tick formatter stays its own. */
const sameFrame = (a: FrameProps, b: FrameProps) => JSON.stringify(a) === JSON.stringify(b);

/** Recharts has no scale for an x axis without data. */
const ends = [{ epoch: 0 }, { epoch: 1 }];

function DrawnFrame({ epochs, left, right, mark }: FrameProps) {
  return (
    <ResponsiveContainer width="100%" height={PLOT_HEIGHT}>
      <LineChart data={ends} margin={right ? { ...margin, right: 0 } : margin} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} yAxisId="left" />
        <XAxis {...xAxis} dataKey="epoch" domain={[0, epochs]} />
        <YAxis {...axisOf(left)} yAxisId="left" />
        {right && <YAxis {...axisOf(right)} yAxisId="right" orientation="right" width={34} />}
        {mark && (
          <ReferenceLine yAxisId="left" x={mark.x} y={mark.y} stroke="var(--ink)" strokeDasharray={mark.dash} strokeOpacity={0.6}
            label={mark.label && { value: mark.label, fontSize: 11, fill: 'var(--muted)', position: (mark.x ?? 0) > epochs / 2 ? 'insideBottomRight' : 'insideBottomLeft' }} />
        )}
        <Curves hasRight={right !== undefined} epochs={epochs} />
      </LineChart>
    </ResponsiveContainer>
  );
}

const Frame = memo(DrawnFrame, sameFrame);

/**
 * Curves over epochs. Recharts draws the frame, which changes seldom; the curves, which grow with every step, are
 * drawn by themselves in its scales: a chart of Recharts that gets new data draws all of its parts twice.
 */
export function Plot({ curves, ...frame }: FrameProps & { curves: PlottedCurve[] }) {
  return (
    <CurvesContext value={curves}>
      <Frame {...frame} />
    </CurvesContext>
  );
}
