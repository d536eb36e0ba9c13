import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { configFields, defaultConfig, type AlscorConfig } from '../alscor/config';
import { rangeProblem, readSettings, writeSettings } from './linkedSettings';
import { report } from './problems';
import { useView } from './view';

type ConfigKey = keyof AlscorConfig;

interface SettingsState {
  config: AlscorConfig;
  /** What was there before all of it was replaced at once; null where nothing was, or a field was changed since. */
  before: AlscorConfig | null;
  setField(key: ConfigKey, value: number | string): void;
  resetField(key: ConfigKey): void;
  resetAll(): void;
  /** Replaces every setting; `undo` brings the present ones back. */
  replace(config: AlscorConfig): void;
  undo(): void;
}

/** What is wrong with one field, or null. */
export function fieldProblem(config: AlscorConfig, key: ConfigKey): string | null {
  return rangeProblem(key, config[key])?.replace('got NaN', 'got nothing') ?? null;
}

/** Stored settings with every missing, unknown or impossible value replaced by its default. */
export function repairConfig(stored: unknown): AlscorConfig {
  const values = typeof stored === 'object' && stored !== null ? new Map<string, unknown>(Object.entries(stored)) : new Map<string, unknown>();
  const config = { ...defaultConfig };
  for (const { key } of configFields) {
    const value = values.get(key);
    if (typeof value !== typeof defaultConfig[key]) continue;
    const candidate = { ...config, [key]: value };
    if (!fieldProblem(candidate, key)) Object.assign(config, candidate);
  }
  return config;
}

/** Settings of an address count over the defaults, those of an earlier visit where it has none. */
function firstConfig(stored: unknown, linked: Record<string, string>): AlscorConfig {
  if (Object.keys(linked).length > 0) return readSettings(linked).config;
  return repairConfig(typeof stored === 'object' && stored && 'config' in stored ? stored.config : null);
}

export const useSettings = create<SettingsState>()(
  persist(
    (set) => ({
      config: readSettings(useView.getState().set).config,
      before: null,
      setField: (key, value) => set(({ config }) => ({ config: { ...config, [key]: value }, before: null })),
      resetField: (key) => set(({ config }) => ({ config: { ...config, [key]: defaultConfig[key] }, before: null })),
      resetAll: () => set(({ config }) => ({ config: defaultConfig, before: config })),
      replace: (config) => set((state) => ({ config, before: state.config })),
      undo: () => set(({ config, before }) => ({ config: before ?? config, before: null })),
    }),
    {
      name: 'alscor-settings',
      version: 1,
      partialize: ({ config }) => ({ config }),
      merge: (stored, current) => ({ ...current, config: firstConfig(stored, useView.getState().set) }),
    },
  ),
);

function sameEntries(a: Record<string, string>, b: Record<string, string>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function tell(config: AlscorConfig): void {
  const set = writeSettings(config);
  if (!sameEntries(set, useView.getState().set)) useView.getState().choose({ set });
}

/** An address without settings says nothing of them: those that are there stay. */
function take(linked: Record<string, string>): void {
  const { config, replace } = useSettings.getState();
  if (sameEntries(linked, writeSettings(config))) return;
  if (Object.keys(linked).length === 0) return tell(config);
  const read = readSettings(linked);
  read.problems.forEach((problem) => report(new Error(problem)));
  replace(read.config);
  tell(read.config);
}

/** Keeps settings and address in step; says in words what of the address could not be used. Returns what ends it. */
export function followSettings(): () => void {
  const { set } = useView.getState();
  readSettings(set).problems.forEach((problem) => report(new Error(problem)));
  tell(useSettings.getState().config);
  const endings = [
    useSettings.subscribe(({ config }, before) => config !== before.config && tell(config)),
    useView.subscribe((view, before) => view.set !== before.set && take(view.set)),
  ];
  return () => endings.forEach((end) => end());
}
