import type { Split } from '../manifest';

/** By the number that stands for each in a Uint8Array of splits. */
export const splitNames: readonly Split[] = ['train', 'val', 'test'];

export const splitNumber = (split: Split): number => splitNames.indexOf(split);
