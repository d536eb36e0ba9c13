import { useEffect } from 'react';
import { zoomTo } from '../../state/chartView';
import { requestRedraw } from '../../state/redraw';
import { useRun } from '../../state/run';
import { useView } from '../../state/view';
import { ChartOptions } from './ChartOptions';
import { CurveFigure } from './CurveFigure';
import './curves.css';
import { CurveExport } from './export/CurveExport';
import { figureKinds } from './figures';

/** Charts read what the address and the run say when it is their turn: a change asks for one. */
function useRedrawOnChoice(): void {
  const { x, logX, log, smoothing, runs } = useView();
  const changes = useRun((state) => state.changes);
  const record = useRun((state) => state.record);
  useEffect(requestRedraw, [x, logX, log, smoothing, runs, changes, record]);
}

/** The curves of the runs that are shown. */
export default function TrainCharts() {
  useRedrawOnChoice();
  const presentId = useRun((state) => state.record?.id);
  // What was zoomed to in one run says nothing about the next.
  useEffect(() => zoomTo(null), [presentId]);
  return (
    <div className="curve-charts">
      <ChartOptions />
      <div className="chart-grid">
        {figureKinds.map((kind) => (
          <CurveFigure key={kind.name} kind={kind} />
        ))}
      </div>
      <CurveExport />
    </div>
  );
}
