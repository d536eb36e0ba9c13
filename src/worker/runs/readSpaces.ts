/** Where the items of a stored run lay after its epochs, read by pieces. */
import { BundleError } from '../../bundle/problem';
import type { RunRecord } from './record';
import { readWith } from './runFiles';
import { recordIn, runFolder } from './runFolder';
import { HEAD_BYTES, headAt, type SpaceHead } from './spaceRecords';
import { SPACES } from './spacesFile';

const piece = async (file: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.slice(start, end).arrayBuffer());

const headOf = async (file: Blob, at: number): Promise<SpaceHead | null> => headAt(await piece(file, at, at + HEAD_BYTES), 0);

/** Epochs of the records by their heads alone: their bytes are checked when they are read. */
async function epochsIn(file: Blob): Promise<number[]> {
  const epochs: number[] = [];
  for (let at = 0; at < file.size; ) {
    const head = await headOf(file, at);
    if (!head || at + head.bytes > file.size || head.epoch <= (epochs.at(-1) ?? 0)) break;
    epochs.push(head.epoch);
    at += head.bytes;
  }
  return epochs;
}

/** Records are of one size and rise: the one of an epoch is found by halving. */
async function recordOf(file: Blob, epoch: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = (await headOf(file, 0))?.bytes ?? Infinity;
  let [low, high] = [0, Math.floor(file.size / bytes) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = (await headOf(file, middle * bytes))?.epoch;
    if (found === epoch) return piece(file, middle * bytes, (middle + 1) * bytes);
    if (found === undefined || found > epoch) high = middle - 1;
    else low = middle + 1;
  }
  return null;
}

/** Rising; none where nothing was kept. Throws BundleError where there is no such run. */
export async function listSpaces(id: string): Promise<number[]> {
  return (await readWith(await runFolder(id, 'Listing the epochs of a run'), SPACES, epochsIn)) ?? [];
}

/** A record as `encodeSpace` made it, not yet checked. Throws BundleError where there is none of that epoch. */
export async function readSpace(id: string, epoch: number): Promise<{ record: RunRecord; bytes: Uint8Array<ArrayBuffer> }> {
  const task = `Looking at epoch ${epoch} of a run`;
  const folder = await runFolder(id, task);
  const record = await recordIn(folder, task);
  const bytes = await readWith(folder, SPACES, (file) => recordOf(file, epoch));
  if (!bytes) throw new BundleError(`${task}: expected where its items lay then, ${record.name} has kept nothing of it.`, 'Choose another epoch: of long runs not all are kept.');
  return { record, bytes };
}
