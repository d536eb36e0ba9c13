import { memo } from 'react';
import { placeLabels, type XMark } from './changeMarks';
import type { PlotArea } from './plotArea';
import type { Place } from './plottedCurve';
import type { Stretch } from './thin';

interface MarksProps {
  marks: readonly XMark[];
  stretch: Stretch;
  area: PlotArea;
  placeX: Place;
}

/** Thin lines across the plot, with their words as far as there is room. */
function DrawnMarks({ marks, stretch, area, placeX }: MarksProps) {
  const shown = marks
    .filter(({ x }) => x >= stretch.from && x <= stretch.to)
    .map((mark) => ({ ...mark, left: (placeX(mark.x) ?? 0) - area.x }))
    .sort((a, b) => a.left - b.left);
  return (
    <g>
      {shown.map(({ colour, dash, left }, i) => (
        <line key={i} x1={area.x + left} x2={area.x + left} y1={area.y} y2={area.y + area.height} stroke={colour} strokeDasharray={dash} strokeOpacity={0.7} />
      ))}
      {placeLabels(shown, area.width).map(({ text, left, top, before, colour }, i) => (
        <text key={i} className="haloed" x={area.x + left} y={area.y + top} fontSize={11} textAnchor={before ? 'end' : 'start'} fill={colour}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Marks are made anew at each redraw, and are mostly the same. */
export const Marks = memo(DrawnMarks, (a, b) => a.placeX === b.placeX && JSON.stringify([a.marks, a.stretch, a.area]) === JSON.stringify([b.marks, b.stretch, b.area]));
