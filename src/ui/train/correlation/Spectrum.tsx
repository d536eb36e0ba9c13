import { useId } from 'react';
import { useProbes } from '../probes/useProbes';
import { barsPath, stepsPath } from './bars';
import { spectrumSentence } from './words';

const SIZE = 1000;
const ticks = [0, 0.25, 0.5, 0.75, 1];

export function Spectrum() {
  const { probes, newest: probe } = useProbes();
  const first = probes[0];
  const id = useId();
  const title = 'Canonical correlations';
  const k = probe?.correlations.length ?? 0;
  return (
    <figure className="chart spectrum" aria-label={title} aria-describedby={id} data-points={k} data-latest={probe?.correlations.join(' ')}>
      <figcaption>
        <b>{title}</b>
        <span className="legend">
          <span>
            <span className="swatch" style={{ background: 'var(--correlation)' }} /> now
          </span>
          <span>
            <svg className="line-sample" width="22" height="8" aria-hidden="true">
              <line x1="0" x2="22" y1="4" y2="4" strokeWidth="1.5" stroke="var(--ink)" strokeDasharray="3 3" />
            </svg>{' '}
            first probe
          </span>
        </span>
      </figcaption>
      <div className="plot">
        <div className="line-plot" aria-hidden="true">
          {ticks.map((tick) => (
            <span key={tick} className="y-tick" style={{ bottom: `${tick * 100}%` }}>
              {tick}
            </span>
          ))}
          <div className="line-plot-area">
            {probe && first && (
              <svg viewBox={`0 0 ${SIZE} ${SIZE}`} preserveAspectRatio="none">
                <path className="bars-of" d={barsPath(probe.correlations, SIZE)} />
                <path className="outline-of" d={stepsPath(first.correlations, SIZE)} />
              </svg>
            )}
          </div>
          <span className="x-tick start">1st</span>
          <span className="x-tick end">{k > 0 ? `${k}th` : ''}</span>
        </div>
        {!probe && <p className="empty">The k correlations of the two views in a batch come once an epoch.</p>}
      </div>
      <p id={id} className="chart-sentence">
        {probe ? spectrumSentence(probe) : ' '}
      </p>
    </figure>
  );
}
