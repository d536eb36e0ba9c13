/** Where items lay after epochs, of a run that cannot be stored. */
import { keptEpochs } from './spaceBudget';
import { encodeSpace, type EpochSpace } from './spaceRecords';

export class MemorySpaces {
  private readonly records = new Map<number, Uint8Array>();

  /** Rising; those of `add` that had room. */
  get epochs(): number[] {
    return [...this.records.keys()];
  }

  get(epoch: number): Uint8Array | null {
    return this.records.get(epoch) ?? null;
  }

  /** In place of what was told of this epoch and later ones before. */
  add(space: EpochSpace): void {
    const { epoch } = space;
    const record = encodeSpace(space);
    for (const later of this.epochs) if (later >= epoch) this.records.delete(later);
    this.records.set(epoch, record);
    const kept = new Set(keptEpochs(this.epochs, record.length));
    for (const one of this.epochs) if (!kept.has(one)) this.records.delete(one);
  }
}
