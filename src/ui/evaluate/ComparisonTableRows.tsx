import type { ComparisonSetting, FailedFit, MethodInfo } from '../../comparison/comparison';
import { mapColumns, type Column } from '../../comparison/measures';
import { decimal, pWords } from '../../comparison/numbers';
import { standingOf } from '../../comparison/standing';
import { cellOf, chosenWords, meanSeconds, rowLabel, type ComparisonRow } from '../../comparison/summary';
import { isComparing, useComparison } from '../../state/comparison';

const marks = { ahead: '▲', behind: '▼', 'not told apart': '≈' };

type Best = ReadonlyMap<string, ReadonlySet<ComparisonRow>>;

function NumberCell({ row, column, best }: { row: ComparisonRow; column: Column; best: Best }) {
  const { mean, std } = cellOf(row, column);
  const { digits } = column.measure;
  return (
    <td className={best.get(column.name)?.has(row) ? 'number best' : 'number'}>
      {decimal(mean, digits)}
      {Number.isFinite(mean) && row.fits.length > 1 && <small> ± {decimal(std, digits)}</small>}
    </td>
  );
}

function StandingCell({ row: { test, method } }: { row: ComparisonRow }) {
  if (method.group === 'alscor') return <td className="muted">–</td>;
  if (!test) return <td className="muted">ALSCOR is missing</td>;
  const standing = standingOf(test);
  return (
    <td className="beside" data-standing={standing}>
      <span aria-hidden="true">{marks[standing]}</span> {standing} <small>{pWords(test.corrected)}</small>
      {test.against !== test.score && <small> (its {test.against} score)</small>}
    </td>
  );
}

interface MethodRowsProps {
  rows: ComparisonRow[];
  columns: readonly Column[];
  best: Best;
  setting: ComparisonSetting;
}

/** One method with each of its scores. */
export function MethodRows({ rows, columns, best, setting }: MethodRowsProps) {
  const [first] = rows;
  const cells = (row: ComparisonRow, list: readonly Column[]) => list.map((column) => <NumberCell key={column.name} row={row} column={column} best={best} />);
  return rows.map((row) => (
    <tr key={row.score}>
      {row === first && (
        <th scope="rowgroup" rowSpan={rows.length} title={row.method.source}>
          {rowLabel(row, setting)}
        </th>
      )}
      <td>{row.score}</td>
      {cells(row, columns.slice(0, mapColumns.length))}
      <StandingCell row={row} />
      {row === first && (
        <>
          <td rowSpan={rows.length} className="chosen">
            {chosenWords(row.fits)}
          </td>
          <td rowSpan={rows.length} className="number">
            {meanSeconds(row.fits).toFixed(1)}
          </td>
        </>
      )}
      {cells(row, columns.slice(mapColumns.length))}
    </tr>
  ));
}

/** Why a method has fewer fits than seeds. */
export function FailedRows({ failures }: { failures: FailedFit[] }) {
  return failures.map(({ seed, message, advice }) => (
    <tr key={seed} className="failed">
      <td />
      <td colSpan={99}>
        <span>
          Seed {seed} failed: {message} {advice}
        </span>
      </td>
    </tr>
  ));
}

interface WaitingRowProps {
  method: MethodInfo;
  failures: FailedFit[];
  columns: readonly Column[];
}

/** A method without a fit yet, or with none that succeeded. */
export function WaitingRow({ method, failures, columns }: WaitingRowProps) {
  const status = useComparison((state) => state.status);
  const words = !isComparing(status) ? 'not fitted' : status?.current?.method === method.name ? 'is fitted now' : 'waits';
  return (
    <>
      <tr>
        <th scope="row" title={method.source}>
          {method.label}
        </th>
        <td className="muted" colSpan={columns.length + 4}>
          {failures.length > 0 ? 'failed' : words}
        </td>
      </tr>
      <FailedRows failures={failures} />
    </>
  );
}
