import { useState, type KeyboardEvent } from 'react';
import type { Confusion } from '../../../worker/protocol';
import { percent } from '../../parts/format';

export interface Cell {
  query: number;
  found: number;
}

interface ConfusionMatrixProps {
  label: string;
  names: string[];
  confusion: Confusion;
  chosen: Cell | null;
  choose(cell: Cell): void;
}

/** More columns than these leave no room for numbers. */
const NUMBERED = 12;

const steps: Record<string, Cell> = {
  ArrowUp: { query: -1, found: 0 },
  ArrowDown: { query: 1, found: 0 },
  ArrowLeft: { query: 0, found: -1 },
  ArrowRight: { query: 0, found: 1 },
};

/** Arrow keys go from cell to cell. */
function walk(event: KeyboardEvent<HTMLTableElement>, { query, found }: Cell): void {
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>(`[data-cell="${query + step.query}-${found + step.found}"]`)?.focus();
}

export function ConfusionMatrix({ label, names, confusion, chosen, choose }: ConfusionMatrixProps) {
  const [at, setAt] = useState<Cell>(chosen ?? { query: 0, found: 0 });
  const [read, setRead] = useState<Cell | null>(null);
  const shares = new Map(confusion.shares.map(({ query, found, share }) => [`${query}-${found}`, share]));
  const shareOf = ({ query, found }: Cell) => (confusion.queries[query] === 0 ? null : (shares.get(`${query}-${found}`) ?? 0));
  const most = Math.max(...confusion.shares.map(({ share }) => share), 0.01);
  const words = (cell: Cell) => {
    const share = shareOf(cell);
    return share === null ? `${names[cell.query]}: no test item asks` : `${names[cell.query]} finds ${names[cell.found]}: ${percent(share)}`;
  };
  const cellOf = (cell: Cell) => {
    const share = shareOf(cell);
    const { query, found } = cell;
    return (
      <td key={found} style={{ background: `color-mix(in srgb, var(--accent) calc(${(share ?? 0) / most} * var(--most)), var(--panel))` }}>
        <button
          type="button"
          data-cell={`${query}-${found}`}
          tabIndex={at.query === query && at.found === found ? 0 : -1}
          aria-label={words(cell)}
          aria-pressed={chosen?.query === query && chosen.found === found}
          onClick={() => choose(cell)}
          onFocus={() => {
            setAt(cell);
            setRead(cell);
          }}
          onMouseEnter={() => setRead(cell)}
        >
          {names.length <= NUMBERED && (share === null ? '–' : Math.round(share * 100))}
        </button>
      </td>
    );
  };
  return (
    <>
      <div className="matrix-room">
        <table role="grid" className="matrix" aria-label={label} onKeyDown={(event) => walk(event, at)} onMouseLeave={() => setRead(null)}>
          <thead>
            <tr>
              <td aria-hidden="true" />
              {names.map((name) => (
                <th key={name} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, query) => (
              <tr key={name}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {names.map((_, found) => cellOf({ query, found }))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="help matrix-reading">{read ? words(read) : `Rows ask, columns are found; ${names.length <= NUMBERED ? 'per cent, ' : ''}the darkest is ${percent(most)}.`}</p>
    </>
  );
}
