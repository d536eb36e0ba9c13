import { useContext, type PointerEvent } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { useHover } from '../../state/hover';
import { curvePath, CurvesContext, nearestIndex, type Place, type PlottedCurve } from './plottedCurve';

const show = (epoch: number | null) => useHover.setState({ epoch });

function Dots({ curve: { x, y, colour }, placeX, placeY }: { curve: PlottedCurve; placeX: Place; placeY: Place }) {
  return x.map((value, i) => <circle key={value} cx={placeX(value)} cy={placeY(y[i]!)} r={2} fill={colour} />);
}

/** Whatever the pointer is over, each curve has a dot at its value nearest to there. */
function Hovered({ curve, epoch, placeX, placeY }: { curve: PlottedCurve; epoch: number; placeX: Place; placeY: Place }) {
  const index = nearestIndex(curve.x, epoch);
  const value = curve.y[index];
  if (value === undefined || !Number.isFinite(value) || curve.faint) return null;
  return <circle cx={placeX(curve.x[index]!)} cy={placeY(value)} r={3} fill={curve.colour} stroke="var(--panel)" />;
}

/** The curves of a plot in the scales of the chart around it, and the epoch under the pointer. */
export function Curves({ hasRight, epochs }: { hasRight: boolean; epochs: number }) {
  const curves = useContext(CurvesContext);
  const epoch = useHover((state) => state.epoch);
  const area = usePlotArea();
  const placeX = useXAxisScale();
  const left = useYAxisScale('left');
  const right = useYAxisScale(hasRight ? 'right' : 'left');
  if (!area || !placeX || !left || !right) return null;
  const track = ({ clientX, currentTarget }: PointerEvent<SVGRectElement>) => {
    const box = currentTarget.getBoundingClientRect();
    show(Math.min(epochs, Math.max(0, ((clientX - box.left) / box.width) * epochs)));
  };
  const hoverX = epoch === null || epoch > epochs ? undefined : placeX(epoch);
  return (
    <g>
      {curves.map((curve) => {
        const placeY = curve.axis === 'right' ? right : left;
        return (
          <g key={`${curve.name}${curve.faint ? ' raw' : ''}`}>
            <path d={curvePath(curve, placeX, placeY)} fill="none" stroke={curve.colour} strokeWidth={curve.faint ? 1 : 1.5} strokeOpacity={curve.faint ? 0.35 : 1}
              strokeDasharray={curve.faint ? undefined : curve.dash} strokeLinejoin="round" />
            {curve.dots && <Dots curve={curve} placeX={placeX} placeY={placeY} />}
            {hoverX !== undefined && <Hovered curve={curve} epoch={epoch!} placeX={placeX} placeY={placeY} />}
          </g>
        );
      })}
      {hoverX !== undefined && <line x1={hoverX} x2={hoverX} y1={area.y} y2={area.y + area.height} stroke="var(--line-strong)" />}
      <rect {...area} fill="transparent" onPointerMove={track} onPointerLeave={() => show(null)} />
    </g>
  );
}
