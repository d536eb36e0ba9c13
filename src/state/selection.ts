import { create } from 'zustand';
import { useDataset } from './dataset';

interface SelectionState {
  /** Rows of the dataset, rising; none: nothing is selected. */
  rows: readonly number[];
  select(rows: Iterable<number>): void;
  add(rows: Iterable<number>): void;
  /** Takes a row out where it is selected, else in. */
  toggle(row: number): void;
  clear(): void;
}

const rising = (rows: Iterable<number>): number[] => [...new Set(rows)].sort((a, b) => a - b);

/** Pairs that were picked on the map; Search answers with them alone. */
export const useSelection = create<SelectionState>()((set, get) => ({
  rows: [],
  select: (rows) => set({ rows: rising(rows) }),
  add: (rows) => set({ rows: rising([...get().rows, ...rows]) }),
  toggle: (row) => {
    const { rows } = get();
    set({ rows: rows.includes(row) ? rows.filter((other) => other !== row) : rising([...rows, row]) });
  },
  clear: () => set({ rows: [] }),
}));

useDataset.subscribe(({ summary }, before) => {
  if (summary !== before.summary) useSelection.getState().clear();
});
