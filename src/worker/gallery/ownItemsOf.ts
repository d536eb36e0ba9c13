/** The own items of a dataset that was opened. */
import type { Dataset } from '../../bundle/dataset';
import { createIndex } from '../../engine/index/createIndex';
import { StorageError } from '../library/storageError';
import { nextTask } from '../nextTask';
import { memoryStore } from './memoryStore';
import { opfsStore } from './opfsStore';
import { OwnItems } from './ownItems';
import type { GalleryStore } from './store';
import type { OwnProgress } from './types';

/** Of each dataset, until the page ends. */
const inMemory = new Map<string, GalleryStore>();

async function openStore(fingerprint: string): Promise<GalleryStore> {
  try {
    return await opfsStore(fingerprint);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const held = inMemory.get(fingerprint) ?? memoryStore();
    inMemory.set(fingerprint, held);
    return held;
  }
}

interface Opened {
  dataset: Dataset;
  /** Of what it holds: it has the same items whenever it is opened. */
  fingerprint(): Promise<string>;
}

/** Kept in the browser, or where it stores nothing until the page ends. @param encode raw image features, float32 [dims] */
export function ownItemsOf({ dataset, fingerprint }: Opened, encode: (picture: Blob) => Promise<Float32Array>, tell: (progress: OwnProgress | null) => void): OwnItems {
  return new OwnItems({
    dataset,
    openStore: async () => openStore(await fingerprint()),
    encode,
    tell,
    createIndex: (options) => createIndex({ ...options, giveWay: nextTask }),
  });
}
