/** spaces.bin: where the items of a run lay after its epochs, one record an epoch; all records of a run are of one size. */
import { BundleError } from '../../bundle/problem';
import type { Storing } from '../library/storageError';
import { readFile, writeFrom } from './runFiles';
import { keptEpochs } from './spaceBudget';
import { headAt, soundHead } from './spaceRecords';

export const SPACES = 'spaces.bin';

export interface SpaceEntry {
  epoch: number;
  start: number;
  end: number;
}

export interface SpacesScan {
  /** By rising epochs. */
  entries: SpaceEntry[];
  /** Why what follows them is no record; null where nothing does, or it lies beyond the cut. */
  fault: BundleError | null;
}

export const spacesEnd = (entries: readonly SpaceEntry[]): number => entries.at(-1)?.end ?? 0;

/** The records from the first on that are sound and up to an epoch; a file whose end was not written whole has fewer. */
export function scanSpaces(bytes: Uint8Array, lastEpoch = Infinity): SpacesScan {
  const entries: SpaceEntry[] = [];
  for (let at = 0; at < bytes.length; at = spacesEnd(entries)) {
    const head = soundHead(bytes, at);
    if (head && head.epoch > lastEpoch) break;
    if (!head || head.epoch <= (entries.at(-1)?.epoch ?? 0) || head.bytes !== (entries[0]?.end ?? head.bytes)) {
      const got = head ? `epoch ${head.epoch} in ${head.bytes} bytes` : `${bytes.length - at} other bytes`;
      return { entries, fault: new BundleError(`${SPACES}, record ${entries.length}: expected where the same items lay after a later epoch, got ${got}.`, 'The file was cut off or is damaged.') };
    }
    entries.push({ epoch: head.epoch, start: at, end: at + head.bytes });
  }
  return { entries, fault: null };
}

/** Of a run that this worker goes on with. */
export class SpacesFile {
  constructor(private readonly folder: FileSystemDirectoryHandle, private readonly storing: Storing, private entries: SpaceEntry[]) {}

  /** Appended in place of what was told of this epoch and later ones before; what has no room any more is dropped. */
  async add(record: Uint8Array): Promise<void> {
    const { epoch } = headAt(record, 0)!;
    const before = this.entries.filter((entry) => entry.epoch < epoch);
    const kept = new Set(keptEpochs([...before.map((entry) => entry.epoch), epoch], record.length));
    if (!kept.has(epoch)) return;
    const stay = before.filter((entry) => kept.has(entry.epoch));
    const gap = stay.findIndex((entry, i) => entry !== before[i]);
    const still = gap < 0 ? stay : stay.slice(0, gap);
    const moved = gap < 0 ? [] : await this.read(stay.slice(gap));
    this.entries = still;
    const parts = [...moved, record];
    const at = spacesEnd(still);
    await writeFrom(this.folder, SPACES, at, parts, this.storing);
    this.entries = [...still, ...placed(parts, at)];
  }

  private async read(entries: readonly SpaceEntry[]): Promise<Uint8Array[]> {
    const bytes = await readFile(this.folder, SPACES);
    return bytes ? entries.map(({ start, end }) => bytes.subarray(start, end)) : [];
  }
}

function placed(records: readonly Uint8Array[], from: number): SpaceEntry[] {
  let end = from;
  return records.map((record) => ({ epoch: headAt(record, 0)!.epoch, start: end, end: (end += record.length) }));
}
