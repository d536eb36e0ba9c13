/** Streams items into the gallery, block by block. */
import { BundleError } from '../../bundle/problem';
import type { Addition } from './addition';
import type { Input } from './input';
import type { Pace } from '../pace';
import { featureBytes, packItems } from './rowFiles';
import type { AdditionWriter, GalleryStore } from './store';
import type { OwnWork } from './types';

interface Adding {
  store: GalleryStore;
  dims: number;
  pace: Pace<OwnWork>;
  notes: string[];
}

async function writeBlocks(input: Input, writer: AdditionWriter, { pace, notes }: Adding): Promise<number> {
  let rows = 0;
  let bytes = 0;
  await pace.reach(0);
  for await (const { features, items, read } of input.blocks(notes)) {
    if (items.length > 0) {
      const packed = await packItems(items, bytes);
      await writer.append('features.bin', featureBytes(features, input.dtype));
      await writer.append('items.bin', packed.bytes);
      await writer.append('ends.bin', packed.ends);
      rows += items.length;
      bytes += packed.bytes.length;
    }
    await pace.reach(read);
  }
  return rows;
}

/** One addition. Throws BundleError, or Cancelled, with nothing left behind. */
export async function addInput(input: Input, adding: Adding): Promise<Addition> {
  const { name, modality, dtype } = input;
  const writer = await adding.store.begin(name, input.bytes);
  try {
    const rows = await writeBlocks(input, writer, adding);
    if (rows === 0) throw new BundleError(`Adding ${name}: expected items, got none. ${adding.notes.join(' ')}`.trim(), 'Add pictures, features or texts that this dataset can take.');
    return await writer.finish({ name, modality, rows, dims: adding.dims, dtype, created: Date.now() });
  } catch (error) {
    await writer.abort().catch(() => undefined);
    throw error;
  }
}
