import { memo, type PointerEvent } from 'react';
import type { AxisScale } from '../../charts/scale';
import { linePath, shareOn, type Axis, type Line } from './linePath';

/** A dashed line across the plot, with its word. */
export interface Level {
  y: number;
  label: string;
}

interface LinePlotProps {
  lines: Line[];
  /** Where the x axis ends, in epochs. */
  epochs: number;
  scale: AxisScale;
  tick(value: number): string;
  level?: Level;
  /** The epoch that the pointer is over. */
  hovered: number | null;
  onHover(epoch: number | null): void;
}

const SIZE = 1000;
const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** Paths stretch with the plot, their strokes and all words do not: nothing has to be measured. */
function Lines({ lines, x, y }: { lines: Line[]; x: Axis; y: Axis }) {
  return lines.map((line) => (
    <path key={line.name} d={linePath(line, x, y, SIZE)} stroke={line.colour} strokeDasharray={line.dash} className={line.x.length < 12 ? 'dotted' : undefined} />
  ));
}

function DrawnPlot({ lines, epochs, scale, tick, level, hovered, onHover }: LinePlotProps) {
  const x: Axis = { domain: [0, epochs], log: false };
  const track = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const box = currentTarget.getBoundingClientRect();
    onHover(Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * epochs);
  };
  return (
    <div className="line-plot" aria-hidden="true">
      {scale.ticks.map((value) => (
        <span key={value} className="y-tick" style={{ bottom: percent(shareOn(scale, value)) }}>
          {tick(value)}
        </span>
      ))}
      <div className="line-plot-area" onPointerMove={track} onPointerLeave={() => onHover(null)}>
        {scale.ticks.map((value) => (
          <span key={value} className="grid-line" style={{ bottom: percent(shareOn(scale, value)) }} />
        ))}
        <svg viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none">
          <Lines lines={lines} x={x} y={scale} />
        </svg>
        {level && (
          <span className="level" style={{ bottom: percent(shareOn(scale, level.y)) }}>
            {level.label}
          </span>
        )}
        {hovered !== null && hovered <= epochs && <span className="hover-line" style={{ left: percent(hovered / epochs) }} />}
      </div>
      <span className="x-tick start">0</span>
      <span className="x-tick middle">epochs</span>
      <span className="x-tick end">{epochs}</span>
    </div>
  );
}

export const LinePlot = memo(DrawnPlot);
