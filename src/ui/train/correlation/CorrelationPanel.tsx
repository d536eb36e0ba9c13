import { ConditionChart, DimensionChart, ResidualChart } from './Course';
import { Movement } from './Movement';
import { ProbeTable } from './ProbeTable';
import { Spectrum } from './Spectrum';
import '../probes/plots.css';
import './correlation.css';

/** How much the two views have in common, and how sound the layer is that measures it. */
export default function CorrelationPanel() {
  return (
    <div className="correlation-panel">
      <p className="help lab-note">Each epoch ends with a probe (a long one has some on its way): a look at one training batch of the first member, dropout included.</p>
      <div className="lab-grid">
        <Spectrum />
        <Movement />
        <DimensionChart />
        <ConditionChart />
        <ResidualChart />
      </div>
      <ProbeTable />
    </div>
  );
}
