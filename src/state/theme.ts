import { create } from 'zustand';

export type Theme = 'dark' | 'light';
const key = 'alscor-theme';

function initialTheme(): Theme {
  const stored = globalThis.localStorage?.getItem(key);
  if (stored === 'dark' || stored === 'light') return stored;
  return globalThis.matchMedia?.('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** Follows the system until the visitor chooses. */
export const useTheme = create<{ theme: Theme; toggle(): void }>()((set, get) => ({
  theme: initialTheme(),
  toggle: () => {
    const theme = get().theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(key, theme);
    set({ theme });
  },
}));
