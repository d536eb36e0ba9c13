import { create } from 'zustand';

/** The epoch that the pointer is over in one of the charts; all of them show their values there. */
export const useHover = create<{ epoch: number | null }>(() => ({ epoch: null }));
