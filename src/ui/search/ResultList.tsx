import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { hitKey } from '../../state/besides';
import type { Hit } from '../../worker/protocol';
import { Result, type ResultProps } from './Result';

const GAP = 6;
/** Least width of a result and a first guess at its height, in px. */
const sizes = { grid: { width: 148, height: 176 }, list: { width: 420, height: 62 } };
const OVERSCAN = 6;

interface Place {
  columns: number;
  /** Of the list's top in the document, in px. */
  top: number;
}

/** How many results fit beside each other, and where the list begins; as the page is now. */
function usePlace(least: number) {
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place>({ columns: 1, top: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const { width, top } = list.current!.getBoundingClientRect();
      const next = { columns: Math.max(1, Math.floor((width + GAP) / (least + GAP))), top: Math.round(top + scrollY) };
      setPlace((old) => (old.columns === next.columns && old.top === next.top ? old : next));
    };
    measure();
    // What stands above the list may grow and shrink.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [least]);
  return { list, ...place };
}

function placeOf(element: Element | null): number | null {
  const at = element?.closest('[aria-posinset]')?.getAttribute('aria-posinset');
  return at ? Number(at) - 1 : null;
}

/** Where a key leads from result `at`; null where it leads nowhere. */
function target(key: string, at: number, columns: number, count: number): number | null {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const to = key === 'Home' ? 0 : key === 'End' ? count - 1 : at + (steps[key] ?? NaN);
  return to >= 0 && to < count ? to : null;
}

interface ResultListProps extends Omit<ResultProps, 'hit' | 'size' | 'at'> {
  hits: readonly Hit[];
  grid: boolean;
}

/** Results of which only those near the view are in the document. Arrow keys go from one to the next. */
export function ResultList({ hits, grid, ...shared }: ResultListProps) {
  const { width, height } = grid ? sizes.grid : sizes.list;
  const { list, columns, top } = usePlace(width);
  const [focused, setFocused] = useState<number | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- no React Compiler is used, so nothing here is memoized
  const rows = useWindowVirtualizer({
    count: Math.ceil(hits.length / columns),
    estimateSize: () => height,
    overscan: OVERSCAN,
    gap: GAP,
    scrollMargin: top,
    useFlushSync: false,
    // The row that has the focus stays, however far it is scrolled away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const kept = focused === null ? null : Math.floor(focused / columns);
      return kept === null || kept >= range.count || shown.includes(kept) ? shown : [...shown, kept].toSorted((a, b) => a - b);
    },
  });
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = event.target instanceof HTMLButtonElement ? placeOf(event.target) : null;
    const to = at === null ? null : target(event.key, at, columns, hits.length);
    if (to === null) return;
    event.preventDefault();
    flushSync(() => setFocused(to));
    list.current!.querySelector<HTMLButtonElement>(`[aria-posinset="${to + 1}"] > button`)?.focus();
  };
  return (
    <div
      role="list"
      aria-label="Results"
      ref={list}
      className={`results ${grid ? 'image' : 'text'}`}
      style={{ height: rows.getTotalSize() }}
      onKeyDown={walk}
      onFocus={(event: FocusEvent) => setFocused(placeOf(event.target))}
      onBlur={() => setFocused(null)}
    >
      {rows.getVirtualItems().map(({ index, key, start }) => (
        <div key={key} ref={rows.measureElement} data-index={index} className="result-row" style={{ transform: `translateY(${start - top}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
          {hits.slice(index * columns, (index + 1) * columns).map((hit, i) => (
            <Result key={hitKey(hit)} hit={hit} at={index * columns + i} size={grid ? 88 : 44} {...shared} />
          ))}
        </div>
      ))}
    </div>
  );
}
