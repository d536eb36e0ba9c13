import { useHover } from '../../state/hover';
import type { Drawing } from './drawing';
import type { PlotArea } from './plotArea';
import type { Place, PlottedCurve } from './plottedCurve';
import { nearestIndex } from './search';

interface ReadingLineProps {
  drawing: Drawing;
  area: PlotArea;
  placeX: Place;
  scaleOf(curve: PlottedCurve): Place;
}

function Dot({ curve, at, placeX, placeY }: { curve: PlottedCurve; at: number; placeX: Place; placeY: Place }) {
  const { x, y } = curve.points;
  const index = nearestIndex(x, at);
  const value = y[index];
  if (value === undefined || !Number.isFinite(value)) return null;
  const top = placeY(value);
  if (top === undefined || !Number.isFinite(top)) return null;
  return <circle cx={placeX(x[index]!)} cy={top} r={3} fill={curve.colour} stroke="var(--panel)" />;
}

/** Where the curves are read, in all charts at once: each curve has a dot at its point nearest to there. */
export function ReadingLine({ drawing, area, placeX, scaleOf }: ReadingLineProps) {
  const at = useHover((state) => state.at);
  const { x, stretch, curves } = drawing;
  if (at === null || at < stretch.from || at > stretch.to) return null;
  const left = placeX(at);
  if (left === undefined) return null;
  const before = left > area.x + area.width / 2;
  return (
    <g data-export="no">
      <line x1={left} x2={left} y1={area.y} y2={area.y + area.height} stroke="var(--muted)" />
      <text x={left + (before ? -4 : 4)} y={area.y + area.height - 4} fontSize={11} textAnchor={before ? 'end' : 'start'} fill="var(--ink)" className="haloed">
        {x.say(at)}
      </text>
      {curves.map((curve) => !curve.faint && <Dot key={curve.key} curve={curve} at={at} placeX={placeX} placeY={scaleOf(curve)} />)}
    </g>
  );
}
