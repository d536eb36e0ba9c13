import { useState, type PointerEvent } from 'react';
import { zoomTo } from '../../state/chartView';
import { readAt } from '../../state/hover';
import type { Drawing } from './drawing';
import type { PlotArea } from './plotArea';
import { valueAt } from './xWindow';

/** Shorter drags are clicks. */
const LEAST_DRAG = 6;

interface Band {
  from: number;
  to: number;
}

/** Reads the curves where the pointer is, zooms to what it is dragged over, and back by a double click. */
export function PointerSurface({ drawing: { x, stretch }, area }: { drawing: Drawing; area: PlotArea }) {
  const [band, setBand] = useState<Band | null>(null);
  const place = ({ clientX, currentTarget }: PointerEvent<SVGRectElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.min(box.width, Math.max(0, clientX - box.left));
  };
  const value = (pixel: number) => valueAt(stretch, pixel / area.width);
  const start = (event: PointerEvent<SVGRectElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = place(event);
    readAt(value(at));
    setBand({ from: at, to: at });
  };
  const move = (event: PointerEvent<SVGRectElement>) => {
    const at = place(event);
    readAt(value(at));
    if (band) setBand({ ...band, to: at });
  };
  const end = () => {
    if (band && Math.abs(band.to - band.from) >= LEAST_DRAG) {
      zoomTo({ x: x.name, from: value(Math.min(band.from, band.to)), to: value(Math.max(band.from, band.to)) });
    }
    setBand(null);
  };
  return (
    <g data-export="no">
      {band && Math.abs(band.to - band.from) >= LEAST_DRAG && (
        <rect x={area.x + Math.min(band.from, band.to)} y={area.y} width={Math.abs(band.to - band.from)} height={area.height} fill="var(--accent)" fillOpacity={0.18} stroke="var(--accent)" />
      )}
      <rect {...area} className="pointer-surface" fill="transparent" onPointerDown={start} onPointerMove={move} onPointerUp={end}
        onPointerCancel={() => setBand(null)} onPointerLeave={() => !band && readAt(null)} onDoubleClick={() => zoomTo(null)} />
    </g>
  );
}
