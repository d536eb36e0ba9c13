import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkedPath } from '../bundle/path';
import { BundleError, reasonOf } from '../bundle/problem';
import type { BundleSource } from '../bundle/source';
import { zipSource } from '../bundle/zipSource';

const demo = fileURLToPath(new URL('../../public/demo', import.meta.url));

function folderSource(folder: string): BundleSource {
  return {
    name: folder,
    async read(path) {
      const file = join(folder, checkedPath(path, folder));
      try {
        return new Uint8Array(await readFile(file));
      } catch (cause) {
        throw new BundleError(`Reading ${file}: ${reasonOf(cause)}`, 'Add the file, or correct its path in manifest.json.', { cause });
      }
    },
  };
}

/** Opens a bundle on disk: a folder, a .zip, or "demo" for the one that the page ships with. */
export async function openBundle(path: string): Promise<BundleSource> {
  const place = path === 'demo' ? demo : path;
  const found = await stat(place).catch((cause: unknown) => {
    throw new BundleError(`Opening ${place}: ${reasonOf(cause)}`, 'Give a bundle folder, a .zip, or demo.', { cause });
  });
  if (found.isDirectory()) return folderSource(place);
  return zipSource(await openAsBlob(place), place);
}
