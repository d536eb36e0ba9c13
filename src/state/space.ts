import { create } from 'zustand';
import type { SpaceSnapshot } from '../worker/protocol';

/** Where the items lie now, while somebody looks. */
export const useSpace = create<{ space: SpaceSnapshot | null }>()(() => ({ space: null }));
