import { ChartOptions } from './ChartOptions';
import { CurveFigure } from './CurveFigure';
import { CurveExport } from './export/CurveExport';
import { figureKinds } from './figures';
import { useChartChoices } from './useChartChoices';

/** The curves of the runs that are shown. */
export default function TrainCharts() {
  useChartChoices();
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
