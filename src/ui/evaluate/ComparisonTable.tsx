import { useState } from 'react';
import type { Comparison } from '../../comparison/comparison';
import { columnsFor, mapColumns, type Column, type Shown } from '../../comparison/measures';
import { decimal } from '../../comparison/numbers';
import { bestRows, comparisonRows, type ComparisonRow } from '../../comparison/summary';
import { FailedRows, MethodRows, WaitingRow } from './ComparisonTableRows';

const shownNames: [Shown, string][] = [
  ['mean', 'mean of both directions'],
  ['i2t', 'image → text'],
  ['t2i', 'text → image'],
];

/** Rows that follow each other and have one method. */
function byMethod(rows: ComparisonRow[]): ComparisonRow[][] {
  return rows.flatMap((row, i) => (rows[i - 1]?.method === row.method ? [] : [rows.filter(({ method }) => method === row.method)]));
}

function Head({ columns }: { columns: readonly Column[] }) {
  const numbers = (list: readonly Column[]) =>
    list.map(({ name, measure }) => (
      <th scope="col" className="number" key={name} title={measure.title}>
        {name}
      </th>
    ));
  return (
    <thead>
      <tr>
        <th scope="col">Method</th>
        <th scope="col">Score</th>
        {numbers(columns.slice(0, mapColumns.length))}
        <th scope="col" title="Two-sided sign-flip test over the test queries, corrected by Holm’s method">
          Beside ALSCOR
        </th>
        <th scope="col">Chosen by validation</th>
        <th scope="col" className="number">
          Seconds a fit
        </th>
        {numbers(columns.slice(mapColumns.length))}
      </tr>
    </thead>
  );
}

function Caption({ comparison, shown, setShown }: { comparison: Comparison; shown: Shown; setShown(shown: Shown): void }) {
  const { dataset, split, seeds, chance } = comparison.setting;
  return (
    <div className="panel-head">
      <p className="muted">
        {dataset.name}: {split.test} test queries in each direction; mean ± deviation over {seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} to ${seeds.at(-1)}`}. Guessing would
        score a MAP of about <b>{decimal(chance)}</b>.
      </p>
      <label>
        Columns from MAP@50 on:{' '}
        <select value={shown} onChange={({ target }) => setShown(shownNames.find(([value]) => value === target.value)?.[0] ?? 'mean')}>
          {shownNames.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export function ComparisonTable({ comparison }: { comparison: Comparison }) {
  const [shown, setShown] = useState<Shown>('mean');
  const { setting, failures } = comparison;
  const columns = columnsFor(shown);
  const rows = comparisonRows(comparison);
  const best = new Map(columns.map((column) => [column.name, new Set(rows.filter((_, i) => bestRows(rows, column)[i]))]));
  const failuresOf = (name: string) => failures.filter(({ method }) => method === name);
  const waiting = setting.methods.filter((method) => !rows.some((row) => row.method === method));
  return (
    <>
      <Caption comparison={comparison} shown={shown} setShown={setShown} />
      <div className="scroll" role="region" aria-label="Table of the comparison" tabIndex={0}>
        <table className="metrics comparison" aria-label="Comparison">
          <Head columns={columns} />
          {byMethod(rows).map((own) => (
            <tbody key={own[0]!.method.name}>
              <MethodRows rows={own} columns={columns} best={best} setting={setting} />
              <FailedRows failures={failuresOf(own[0]!.method.name)} />
            </tbody>
          ))}
          {waiting.map((method) => (
            <tbody key={method.name}>
              <WaitingRow method={method} failures={failuresOf(method.name)} columns={columns} />
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}
