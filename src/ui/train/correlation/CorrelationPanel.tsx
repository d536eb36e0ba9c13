import { CurveFigure } from '../../charts/CurveFigure';
import { useChartChoices } from '../../charts/useChartChoices';
import { correlationFigures } from './correlationFigures';
import { Movement } from './Movement';
import { ProbeTable } from './ProbeTable';
import { Spectrum } from './Spectrum';
import '../probes/plots.css';
import './correlation.css';

/** How much the two views have in common, and how sound the layer is that measures it. */
export default function CorrelationPanel() {
  useChartChoices();
  return (
    <div className="correlation-panel">
      <p className="help lab-note">Each epoch ends with a probe (a long one has some on its way): a look at one training batch of the first member, dropout included.</p>
      <div className="lab-grid">
        <Spectrum />
        <Movement />
        {correlationFigures.map((kind) => (
          <CurveFigure key={kind.name} kind={kind} />
        ))}
      </div>
      <ProbeTable />
    </div>
  );
}
