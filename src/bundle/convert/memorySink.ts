import { joinBytes } from '../joinBytes';
import { BundleError } from '../problem';
import type { BundleSink } from './sink';

type Bytes = Uint8Array<ArrayBuffer>;

/** A sink that keeps every file in memory; `files` by path, each from its closing on. */
export function memorySink(): BundleSink & { files: Map<string, Bytes> } {
  const files = new Map<string, Bytes>();
  const begun = new Set<string>();
  return {
    files,
    async create(path) {
      if (begun.has(path)) throw new BundleError(`Writing ${path}: expected a new file, got its path again.`, 'Give each file its own path.');
      begun.add(path);
      let parts: Bytes[] = [];
      return {
        append: async (bytes) => void parts.push(Uint8Array.from(bytes)),
        async patch(at, bytes) {
          parts = [joinBytes(parts)];
          const [whole] = parts;
          if (!whole || at + bytes.length > whole.length) throw new BundleError(`Writing ${path}: expected to change bytes that were written, got ${at} to ${at + bytes.length} of ${whole?.length ?? 0}.`, 'Append them.');
          whole.set(bytes, at);
        },
        close: async () => void files.set(path, joinBytes(parts)),
      };
    },
  };
}
