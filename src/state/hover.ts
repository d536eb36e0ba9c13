import { create } from 'zustand';

/** Where the pointer or the keyboard reads the curves, in what they are drawn over; all charts show their values there. */
export const useHover = create<{ at: number | null }>(() => ({ at: null }));

export function readAt(at: number | null): void {
  if (useHover.getState().at !== at) useHover.setState({ at });
}
