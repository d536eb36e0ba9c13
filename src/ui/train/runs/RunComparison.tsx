import { useRun } from '../../../state/run';
import { comparedRun, differences, measures, type ComparedRow, type ComparedRun, type MeasuredRow } from '../../../state/runsCompare';
import { useRuns } from '../../../state/runsStore';
import { shownRuns } from '../../../state/shownRuns';
import { runColour } from '../../charts/runColours';
import { download } from '../../parts/download';
import { duration, percent, score, significant } from '../../parts/format';
import { useRedraw } from '../../parts/useRedraw';
import { compareCsv, compareJson } from './compareFile';

function comparedRuns(): ComparedRun[] {
  const { record: present } = useRun.getState();
  const { find } = useRuns.getState();
  return shownRuns().flatMap((run) => {
    const record = run.present ? present : find(run.id)?.record;
    return record ? [comparedRun(run, record)] : [];
  });
}

const shownAs: Record<MeasuredRow['unit'], (value: number) => string> = {
  map: score, count: String, ms: duration, rate: significant, loss: significant, share: percent,
};

function cellOf(unit: MeasuredRow['unit'], value: number | null): string {
  return value === null ? '–' : shownAs[unit](value);
}

interface TableProps {
  title: string;
  runs: readonly ComparedRun[];
  rows: readonly ComparedRow<string>[];
  empty: string;
}

function Table({ title, runs, rows, empty }: TableProps) {
  return (
    <div className="scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="metrics run-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {runs.map(({ id, name }, place) => (
              <th scope="col" className="number" key={id}>
                <span className="run-mark" style={{ background: runColour(place) }} aria-hidden="true">
                  {place + 1}
                </span>{' '}
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, i) => (
                <td className="number" key={runs[i]?.id}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={runs.length + 1}>{empty}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** The runs that are drawn, beside each other; nothing where there are fewer than two. */
export function RunComparison() {
  useRedraw();
  const runs = comparedRuns();
  if (runs.length < 2) return <p className="muted">Show two runs or more to see in what they differ.</p>;
  const measured = measures(runs).map(({ label, unit, values }) => ({ label, values: values.map((value) => cellOf(unit, value)) }));
  return (
    <section className="run-comparison" aria-label="Comparison of runs">
      <Table title="Differences" runs={runs} rows={differences(runs)} empty="No setting differs." />
      <Table title="Results" runs={runs} rows={measured} empty="" />
      <div className="buttons export">
        <button type="button" onClick={() => download('alscor-runs.csv', compareCsv(runs), 'text/csv')}>
          Compared runs as CSV
        </button>
        <button type="button" onClick={() => download('alscor-runs-compared.json', compareJson(runs), 'application/json')}>
          Compared runs as JSON
        </button>
      </div>
    </section>
  );
}
