import type { ReactNode } from 'react';

interface Legend {
  name: string;
  colour: string;
  /** At the epoch under the pointer, or the latest. */
  value: string;
}

interface ChartFrameProps {
  title: string;
  /** Whether the plot may be drawn already. */
  ready: boolean;
  points: number;
  latest: string;
  sentence: string;
  legend: Legend[];
  /** Laid over the plot while there are no points; the plot is mounted all the same, so that the first steps need not wait for it. */
  empty: string;
  children: ReactNode;
}

export function ChartFrame({ title, ready, points, latest, sentence, legend, empty, children }: ChartFrameProps) {
  return (
    <figure className="chart" aria-label={title} data-points={points} data-latest={latest}>
      <figcaption>
        <b>{title}</b>
        <span className="legend">
          {legend.map(({ name, colour, value }) => (
            <span key={name}>
              <span className="swatch" style={{ background: colour }} /> {name} <b>{value}</b>
            </span>
          ))}
        </span>
      </figcaption>
      <div className="plot">
        {ready && children}
        {points === 0 && <p className="empty">{empty}</p>}
      </div>
      <p className="chart-sentence">{points > 0 ? sentence : ' '}</p>
    </figure>
  );
}
