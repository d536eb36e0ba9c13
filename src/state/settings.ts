import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { checkConfig, configFields, defaultConfig, type AlscorConfig } from '../alscor/config';

type ConfigKey = keyof AlscorConfig;

interface SettingsState {
  config: AlscorConfig;
  setField(key: ConfigKey, value: number | string): void;
  resetField(key: ConfigKey): void;
  resetAll(): void;
}

/** What is wrong with one field, or null. */
export function fieldProblem(config: AlscorConfig, key: ConfigKey): string | null {
  try {
    checkConfig({ ...defaultConfig, [key]: config[key] });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace('got NaN', 'got nothing') : String(error);
  }
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

export const useSettings = create<SettingsState>()(
  persist(
    (set) => ({
      config: defaultConfig,
      setField: (key, value) => set(({ config }) => ({ config: { ...config, [key]: value } })),
      resetField: (key) => set(({ config }) => ({ config: { ...config, [key]: defaultConfig[key] } })),
      resetAll: () => set({ config: defaultConfig }),
    }),
    {
      name: 'alscor-settings',
      version: 1,
      partialize: ({ config }) => ({ config }),
      merge: (stored, current) => ({
        ...current,
        config: repairConfig(typeof stored === 'object' && stored && 'config' in stored ? stored.config : null),
      }),
    },
  ),
);
