import type { BundleSink, SinkFile } from './sink';

/**
 * The same sink, and a way to close what an error or a cancel left open: an open file keeps its folder from being removed.
 * `closeAll` does not throw: the error that left the files open is the one to be told.
 */
export function closingSink(sink: BundleSink): BundleSink & { closeAll(): Promise<void> } {
  const open = new Set<SinkFile>();
  return {
    async create(path) {
      const file = await sink.create(path);
      const tracked: SinkFile = {
        append: (bytes) => file.append(bytes),
        patch: (at, bytes) => file.patch(at, bytes),
        async close() {
          open.delete(tracked);
          await file.close();
        },
      };
      open.add(tracked);
      return tracked;
    },
    async closeAll() {
      await Promise.allSettled([...open].map((file) => file.close()));
    },
  };
}
