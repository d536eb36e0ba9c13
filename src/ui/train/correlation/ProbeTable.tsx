import { memo } from 'react';
import type { ProbePoint } from '../../../worker/protocol';
import { score, significant } from '../../parts/format';

/** Rows of the newest probes. */
const ROWS = 100;

function DrawnTable({ probes }: { probes: readonly ProbePoint[] }) {
  return (
    <details className="probe-table">
      <summary>The same as a table</summary>
      <div className="scroll">
        <table className="metrics">
          <caption className="visually-hidden">The newest {Math.min(ROWS, probes.length)} probes, the newest first.</caption>
          <thead>
            <tr>
              {['Epoch', 'First ρ', 'Last ρ', 'Effective dimension', 'Condition VisNet', 'Condition TxtNet', 'Whitening residual'].map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {probes.slice(-ROWS).toReversed().map(({ step, epoch, correlations, effectiveDimension, condition, whiteningResidual }) => (
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
    </details>
  );
}

export const ProbeTable = memo(DrawnTable);
