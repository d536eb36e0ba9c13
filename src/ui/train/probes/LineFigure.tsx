import { useId, useState, type ReactNode } from 'react';
import type { AxisScale } from '../../charts/scale';
import { significant } from '../../parts/format';
import { nearest, type Line } from './linePath';
import { LinePlot, type Level } from './LinePlot';

interface LineFigureProps {
  title: string;
  lines: Line[];
  epochs: number;
  scale: AxisScale;
  /** Of axis and legend. */
  format?: (value: number) => string;
  level?: Level | undefined;
  /** What it shows, in one sentence. */
  sentence: string;
  /** Stands in the plot while there is nothing to draw. */
  empty: string;
}

function Sample({ colour, dash }: Pick<Line, 'colour' | 'dash'>) {
  return (
    <svg className="line-sample" width="22" height="8" aria-hidden="true">
      <line x1="0" x2="22" y1="4" y2="4" strokeWidth="2" stroke={colour} strokeDasharray={dash} />
    </svg>
  );
}

function Value({ line, at, format }: { line: Line; at: number | null; format: (value: number) => string }): ReactNode {
  const value = at === null ? line.y.at(-1) : line.y[nearest(line.x, at)];
  return value === undefined ? '' : format(value);
}

/** Curves over epochs with their newest values, or those where the pointer is. */
export function LineFigure({ title, lines, epochs, scale, format = significant, level, sentence, empty }: LineFigureProps) {
  const id = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const points = lines[0]?.x.length ?? 0;
  return (
    <figure className="chart line-figure" aria-label={title} aria-describedby={id} data-points={points} data-latest={lines.map(({ y }) => y.at(-1)).join(' ').trim()}>
      <figcaption>
        <b>{title}</b>
        <span className="legend">
          {lines.map((line) => (
            <span key={line.name}>
              <Sample {...line} /> {line.name}{' '}
              <b>
                <Value line={line} at={hovered} format={format} />
              </b>
            </span>
          ))}
        </span>
      </figcaption>
      <div className="plot">
        {points > 0 ? <LinePlot lines={lines} epochs={epochs} scale={scale} tick={format} level={level} hovered={hovered} onHover={setHovered} /> : <p className="empty">{empty}</p>}
      </div>
      <p id={id} className="chart-sentence">
        {points > 0 ? sentence : ' '}
      </p>
    </figure>
  );
}
