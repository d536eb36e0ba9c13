import { drawOver, smoothBy, useChartView, zoomTo } from '../../state/chartView';
import { useView } from '../../state/view';
import { xKinds } from './xAxis';

function Smoothing() {
  const smoothing = useView((state) => state.smoothing) ?? 0;
  return (
    <span className="smoothing">
      <label htmlFor="smoothing">Smoothing</label>
      <input id="smoothing" type="range" min={0} max={0.99} step={0.01} value={smoothing} aria-valuetext={smoothing > 0 ? String(smoothing) : 'off'}
        onChange={({ target }) => smoothBy(target.valueAsNumber)} />
      <output htmlFor="smoothing">{smoothing > 0 ? smoothing.toFixed(2) : 'off'}</output>
      <button type="button" className="quiet" aria-pressed={smoothing === 0} onClick={() => smoothBy(0)}>
        Off
      </button>
    </span>
  );
}

/** How all curves are drawn. */
export function ChartOptions() {
  const x = useView((state) => state.x);
  const logX = useView((state) => state.logX);
  const choose = useView((state) => state.choose);
  const zoomed = useChartView((state) => state.zoom !== null);
  const kinds = Object.values(xKinds);
  return (
    <div className="chart-options">
      <Smoothing />
      <label>
        X axis{' '}
        <select value={x} onChange={({ target }) => drawOver(kinds.find(({ name }) => name === target.value)?.name ?? x)}>
          {kinds.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input type="checkbox" checked={logX} onChange={({ target }) => choose({ logX: target.checked })} /> Log x axis
      </label>
      <button type="button" className="quiet" disabled={!zoomed} onClick={() => zoomTo(null)} title="Or a double click on a chart, or 0 on the keyboard">
        Whole range
      </button>
      <details className="chart-help">
        <summary>Zoom and keys</summary>
        <p>Drag along a chart to zoom all of them; a double click shows everything again. With a chart focused, arrow keys, Home and End move the reading, Escape leaves it; + and − zoom, 0 shows everything.</p>
      </details>
    </div>
  );
}
