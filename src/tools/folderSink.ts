import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BundleSink } from '../bundle/convert/sink';
import { checkedPath } from '../bundle/path';
import { BundleError, reasonOf } from '../bundle/problem';

/** Files below a folder on disk. Throws BundleError where they cannot be written, and for a file that is there already. */
export function folderSink(folder: string): BundleSink {
  return {
    async create(path) {
      const place = join(folder, checkedPath(path, folder));
      const failed = (cause: unknown): never => {
        throw new BundleError(`Writing ${place}: ${reasonOf(cause)}`, 'Check that the folder can be written to and that the disk has room.', { cause });
      };
      await mkdir(dirname(place), { recursive: true }).catch(failed);
      const file = await open(place, 'wx').catch(failed);
      let end = 0;
      async function write(bytes: Uint8Array, at: number): Promise<void> {
        for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, at + done).catch(failed)).bytesWritten;
      }
      return {
        async append(bytes) {
          await write(bytes, end);
          end += bytes.length;
        },
        patch: (at, bytes) => write(bytes, at),
        close: () => file.close().catch(failed),
      };
    },
  };
}
