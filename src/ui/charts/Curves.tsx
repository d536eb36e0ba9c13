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
  const placed = dots || tag ? x.map((value, i) => ({ left: placeX(value) ?? NaN, top: placeY(y[i]!) ?? NaN })).filter(({ left, top }) => Number.isFinite(left) && Number.isFinite(top)) : [];
  const end = placed.at(-1);
  return (
    <>
      <path d={curvePath(points, placeX, placeY)} fill="none" stroke={colour} strokeWidth={faint ? 1 : 1.5} strokeOpacity={faint ? 0.35 : 1}
        strokeDasharray={faint ? undefined : dash} strokeLinejoin="round" />
      {dots && !faint && placed.map(({ left, top }) => <circle key={left} cx={left} cy={top} r={2} fill={colour} />)}
      {tag && end && (
        <text x={end.left} y={end.top} dx={-3} dy={-4} fontSize={11} fontWeight={600} textAnchor="end" fill={colour}>
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
