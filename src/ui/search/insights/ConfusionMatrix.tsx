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

/** The share of a cell; null where no query has its class. */
function sharesOf({ queries, shares }: Confusion): (cell: Cell) => number | null {
  const known = new Map(shares.map(({ query, found, share }) => [`${query}-${found}`, share]));
  return ({ query, found }) => (queries[query] === 0 ? null : (known.get(`${query}-${found}`) ?? 0));
}

interface MatrixCellProps {
  cell: Cell;
  share: number | null;
  /** Of the strongest colour. */
  most: number;
  words: string;
  numbered: boolean;
  /** One cell is reached by Tab. */
  reached: boolean;
  chosen: boolean;
  choose(): void;
  focus(): void;
  point(): void;
}

function MatrixCell({ cell: { query, found }, share, most, words, numbered, reached, chosen, choose, focus, point }: MatrixCellProps) {
  return (
    <td style={{ background: `color-mix(in srgb, var(--accent) calc(${(share ?? 0) / most} * var(--most)), var(--panel))` }}>
      <button type="button" data-cell={`${query}-${found}`} tabIndex={reached ? 0 : -1} aria-label={words} aria-pressed={chosen} onClick={choose} onFocus={focus} onMouseEnter={point}>
        {numbered && (share === null ? '–' : Math.round(share * 100))}
      </button>
    </td>
  );
}

const isSame = (a: Cell, b: Cell | null): boolean => b !== null && a.query === b.query && a.found === b.found;

/** Rows ask, columns are found. */
export function ConfusionMatrix({ label, names, confusion, chosen, choose }: ConfusionMatrixProps) {
  const [at, setAt] = useState<Cell>(chosen ?? { query: 0, found: 0 });
  const [read, setRead] = useState<Cell | null>(null);
  const shareOf = sharesOf(confusion);
  const most = Math.max(...confusion.shares.map(({ share }) => share), 0.01);
  const numbered = names.length <= NUMBERED;
  const words = (cell: Cell): string => {
    const share = shareOf(cell);
    return share === null ? `${names[cell.query]}: no test item asks` : `${names[cell.query]} finds ${names[cell.found]}: ${percent(share)}`;
  };
  const focus = (cell: Cell) => {
    setAt(cell);
    setRead(cell);
  };
  const drawn = (cell: Cell) => (
    <MatrixCell key={cell.found} cell={cell} share={shareOf(cell)} most={most} words={words(cell)} numbered={numbered} reached={isSame(cell, at)} chosen={isSame(cell, chosen)} choose={() => choose(cell)} focus={() => focus(cell)} point={() => setRead(cell)} />
  );
  return (
    <>
      <div className="matrix-room">
        <table role="grid" className="matrix" aria-label={label} onKeyDown={(event) => walk(event, at)} onMouseLeave={() => setRead(null)}>
          <thead>
            <tr>
              <td aria-hidden="true" />
              {names.map((name, found) => (
                <th key={found} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, query) => (
              <tr key={query}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {names.map((_, found) => drawn({ query, found }))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="help matrix-reading">{read ? words(read) : `Rows ask, columns are found; ${numbered ? 'per cent, ' : ''}the strongest colour is ${percent(most)}.`}</p>
    </>
  );
}
