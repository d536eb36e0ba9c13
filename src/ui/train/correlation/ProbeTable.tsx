import { useState } from 'react';
import { useRun } from '../../../state/run';
import { score, significant } from '../../parts/format';
import { useRedraw } from '../../parts/useRedraw';

/** Rows of the newest probes. */
const ROWS = 40;

const columns = ['Epoch', 'First ρ', 'Last ρ', 'Effective dimension', 'Condition VisNet', 'Condition TxtNet', 'Whitening residual'];

function Table() {
  useRedraw();
  const newest = useRun.getState().probes.slice(-ROWS).toReversed();
  return (
    <div className="scroll" role="region" aria-label="Probes" tabIndex={0}>
      <table className="metrics">
        <caption className="visually-hidden">The newest {newest.length} probes, the newest first.</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {newest.map(({ step, epoch, correlations, effectiveDimension, condition, whiteningResidual }) => (
            <tr key={step}>
              <th scope="row" className="number">{significant(epoch)}</th>
              <td className="number">{score(correlations[0])}</td>
              <td className="number">{score(correlations.at(-1))}</td>
              <td className="number">{significant(effectiveDimension)}</td>
              <td className="number">{significant(condition.image)}</td>
              <td className="number">{significant(condition.text)}</td>
              <td className="number">{whiteningResidual.toExponential(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Its rows are made only while it is open. */
export function ProbeTable() {
  const [open, setOpen] = useState(false);
  return (
    <details className="probe-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The same as a table</summary>
      {open && <Table />}
    </details>
  );
}
