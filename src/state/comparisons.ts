import { create } from 'zustand';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { configFields, type AlscorConfig } from '../alscor/config';
import type { Comparison } from '../comparison/comparison';
import { isComparison } from './storedComparison';
import { report } from './problems';

/** Older ones are let go. */
const MOST_KEPT = 6;

interface ComparisonsState {
  /** Newest first, one for each dataset and configuration. */
  kept: Comparison[];
  /** What was cleared or written over last. */
  setAside: Comparison | null;
  /** Adds a comparison, or what has come to one since. */
  keep(comparison: Comparison): void;
  /** Makes room for a comparison that starts. */
  replace(comparison: Comparison): void;
  clear(comparison: Comparison): void;
  /** Brings back what was set aside, in place of what came after it. */
  bringBack(): void;
}

export interface ShownDataset {
  name: string;
  count: number;
}

function sameConfig(a: AlscorConfig, b: AlscorConfig): boolean {
  return configFields.every(({ key }) => a[key] === b[key]);
}

function ofDataset({ setting: { dataset } }: Comparison, { name, count }: ShownDataset): boolean {
  return dataset.name === name && dataset.pairs === count;
}

function sameSubject(a: Comparison, { setting: { dataset, config } }: Comparison): boolean {
  return ofDataset(a, { name: dataset.name, count: dataset.pairs }) && sameConfig(a.setting.config, config);
}

/** The comparison to show: of this dataset with this configuration, else the newest of this dataset. */
export function comparisonOf(kept: readonly Comparison[], dataset: ShownDataset, config: AlscorConfig): Comparison | null {
  const own = kept.filter((comparison) => ofDataset(comparison, dataset));
  return own.find(({ setting }) => sameConfig(setting.config, config)) ?? own[0] ?? null;
}

/** Whether a comparison was made with other settings than these. */
export function madeOtherwise({ setting }: Comparison, config: AlscorConfig): boolean {
  return !sameConfig(setting.config, config);
}

const storage: StateStorage = {
  getItem: (name) => localStorage.getItem(name),
  removeItem: (name) => localStorage.removeItem(name),
  setItem: (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      report(new Error(`Keeping the comparison for another visit: ${reason} It stays on the page until that is closed; export it.`, { cause }));
    }
  },
};

/** JSON has no NaN: the AP of a class without test items. */
const NOT_A_NUMBER = '\u0000NaN';

export const useComparisons = create<ComparisonsState>()(
  persist(
    (set) => ({
      kept: [],
      setAside: null,
      keep: (comparison) => set(({ kept }) => ({ kept: [comparison, ...kept.filter((other) => !sameSubject(other, comparison))].slice(0, MOST_KEPT) })),
      replace: (comparison) =>
        set(({ kept, setAside }) => ({
          setAside: kept.find((other) => sameSubject(other, comparison) && other.fits.length > 0) ?? setAside,
          kept: kept.filter((other) => !sameSubject(other, comparison)),
        })),
      clear: (comparison) => set(({ kept }) => ({ setAside: comparison, kept: kept.filter((other) => !sameSubject(other, comparison)) })),
      bringBack: () =>
        set(({ kept, setAside }) => {
          if (!setAside) return {};
          const present = kept.find((other) => sameSubject(other, setAside)) ?? null;
          return { setAside: present, kept: [setAside, ...kept.filter((other) => other !== present)] };
        }),
    }),
    {
      name: 'alscor-comparisons',
      version: 1,
      storage: createJSONStorage(() => storage, {
        replacer: (_, value) => (typeof value === 'number' && Number.isNaN(value) ? NOT_A_NUMBER : value),
        reviver: (_, value) => (value === NOT_A_NUMBER ? NaN : value),
      }),
      partialize: ({ kept }) => ({ kept }),
      merge: (stored, current) => {
        const kept: unknown = typeof stored === 'object' && stored && 'kept' in stored ? stored.kept : null;
        return { ...current, kept: Array.isArray(kept) ? kept.filter(isComparison) : [] };
      },
    },
  ),
);
