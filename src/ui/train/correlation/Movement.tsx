import { useEffect, useId, useRef } from 'react';
import type { ProbePoint } from '../../../worker/protocol';
import { useTheme } from '../../../state/theme';
import { significant } from '../../parts/format';
import { useProbes } from '../probes/useProbes';
import { heatPixels, parseColour } from './heat';
import { movementSentence } from './words';

function draw(canvas: HTMLCanvasElement, probes: readonly ProbePoint[]): void {
  const context = canvas.getContext('2d');
  const colour = parseColour(getComputedStyle(canvas).color);
  const rows = probes[0]?.correlations.length ?? 0;
  if (!context || !colour || rows === 0) return;
  canvas.width = probes.length;
  canvas.height = rows;
  const pixels = heatPixels(probes.map(({ correlations }) => correlations), rows, colour);
  context.putImageData(new ImageData(pixels, probes.length, rows), 0, 0);
}

export function Movement() {
  const { probes } = useProbes();
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme((state) => state.theme);
  useEffect(() => {
    // The page takes the colours of another theme on in the next frame.
    const frame = requestAnimationFrame(() => canvas.current && draw(canvas.current, probes));
    return () => cancelAnimationFrame(frame);
  }, [probes, theme]);
  const title = 'How the correlations move';
  const k = probes[0]?.correlations.length ?? 0;
  return (
    <figure className="chart movement" aria-label={title} aria-describedby={id} data-points={probes.length}>
      <figcaption>
        <b>{title}</b>
        <span className="legend">
          0 <span className="heat-scale" /> 1
        </span>
      </figcaption>
      <div className="plot">
        <div className="line-plot" aria-hidden="true">
          <span className="y-tick top">1st</span>
          <span className="y-tick bottom">{k > 0 ? `${k}th` : 'last'}</span>
          <canvas ref={canvas} />
          <span className="x-tick start">epoch {probes.length > 0 ? significant(probes[0]!.epoch) : 1}</span>
          <span className="x-tick end">{probes.length > 1 ? significant(probes.at(-1)!.epoch) : ''}</span>
        </div>
        {probes.length === 0 && <p className="empty">A column comes with every epoch: the darker, the higher the correlation.</p>}
      </div>
      <p id={id} className="chart-sentence">
        {movementSentence(probes) || ' '}
      </p>
    </figure>
  );
}
