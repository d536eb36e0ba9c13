import { memo, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { Marks } from './Marks';
import type { Drawing } from './drawing';
import { curvePath, type Place, type PlottedCurve } from './plottedCurve';
import { PointerSurface } from './PointerSurface';
import { ReadingLine } from './ReadingLine';

interface CurveProps extends Pick<PlottedCurve, 'points' | 'colour' | 'dash' | 'faint' | 'dots' | 'tag'> {
  placeX: Place;
  placeY: Place;
}

/** Drawn anew only where its points or its scales are others. */
const Curve = memo(function Curve({ points, colour, dash, faint, dots, tag, placeX, placeY }: CurveProps) {
  const { x, y } = points;
  const end = y.findLastIndex(Number.isFinite);
  return (
    <>
      <path d={curvePath(points, placeX, placeY)} fill="none" stroke={colour} strokeWidth={faint ? 1 : 1.5} strokeOpacity={faint ? 0.35 : 1}
        strokeDasharray={faint ? undefined : dash} strokeLinejoin="round" />
      {dots && !faint && x.map((value, i) => Number.isFinite(y[i]) && <circle key={value} cx={placeX(value)} cy={placeY(y[i]!)} r={2} fill={colour} />)}
      {tag && end >= 0 && (
        <text x={placeX(x[end]!)} y={placeY(y[end]!)} dx={-3} dy={-4} fontSize={11} fontWeight={600} textAnchor="end" fill={colour}>
          {tag}
        </text>
      )}
    </>
  );
});

/** The curves of a plot in the scales of the chart around it, with marks, the reading and the surface for the pointer. */
export function Curves({ drawing }: { drawing: Drawing }) {
  const clip = useId();
  const area = usePlotArea();
  const placeX = useXAxisScale();
  const left = useYAxisScale('left');
  const right = useYAxisScale(drawing.right ? 'right' : 'left');
  if (!area || !placeX || !left || !right) return null;
  const scaleOf = ({ axis }: Pick<PlottedCurve, 'axis'>) => (axis === 'right' ? right : left);
  return (
    <g>
      <clipPath id={clip}>
        <rect {...area} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {drawing.curves.map(({ key, axis, ...curve }) => (
          <Curve key={key} {...curve} placeX={placeX} placeY={scaleOf({ ...(axis && { axis }) })} />
        ))}
        <Marks marks={drawing.marks} stretch={drawing.stretch} area={area} placeX={placeX} />
      </g>
      <text x={area.x + area.width - 3} y={area.y + area.height - 4} fontSize={10} textAnchor="end" fill="var(--muted)">
        {drawing.x.label}
      </text>
      <ReadingLine drawing={drawing} area={area} placeX={placeX} scaleOf={scaleOf} />
      <PointerSurface drawing={drawing} area={area} />
    </g>
  );
}
