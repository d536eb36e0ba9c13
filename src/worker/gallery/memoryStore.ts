/** Additions that end with the page. */
import { BundleError } from '../../bundle/problem';
import { nothingRemoved, type StoredAddition } from './addition';
import { byRows, nextRow, type AdditionWriter, type FileName, type GalleryStore } from './store';

interface Held extends StoredAddition {
  files: Map<FileName, Blob>;
}

/** Blobs, which browsers move to the disk where they are many. */
export function memoryStore(): GalleryStore {
  const held = new Map<string, Held>();
  const begin = async (): Promise<AdditionWriter> => {
    const id = crypto.randomUUID();
    const parts = new Map<FileName, Blob[]>();
    let bytes = 0;
    return {
      append: async (name, block) => {
        parts.set(name, [...(parts.get(name) ?? []), new Blob([block])]);
        bytes += block.length;
      },
      finish: async (given) => {
        const addition = { ...given, id, bytes, first: nextRow([...held.values()], given.modality) };
        held.set(id, { addition, removed: nothingRemoved, files: new Map(Array.from(parts, ([name, blobs]) => [name, new Blob(blobs)])) });
        return addition;
      },
      abort: async () => parts.clear(),
    };
  };
  return {
    keeps: false,
    list: async () => byRows(Array.from(held.values(), ({ addition, removed }) => ({ addition, removed }))),
    begin,
    file: async (id, name) => {
      const one = held.get(id);
      if (!one) throw new BundleError(`Reading ${name}: expected the addition ${id}, found none.`, 'Add it again.');
      return one.files.get(name) ?? new Blob();
    },
    setRemoved: async (id, removed) => {
      const one = held.get(id);
      if (one) held.set(id, { ...one, removed });
    },
    discard: async (id) => void held.delete(id),
  };
}
