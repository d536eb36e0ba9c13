import { openAsBlob } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkedPath } from '../bundle/path';
import { BundleError, reasonOf } from '../bundle/problem';
import type { BundleSource } from '../bundle/source';
import { zipSource } from '../bundle/zipSource';

const demo = fileURLToPath(new URL('../../public/demo', import.meta.url));

const MOST_LISTED = 10_000;

async function filesBelow(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isFile()) paths.push(relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    if (paths.length === MOST_LISTED) break;
  }
  return paths.sort();
}

function folderSource(folder: string): BundleSource {
  return {
    name: folder,
    paths: () => filesBelow(folder),
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
    throw new BundleError(`Opening ${place}: ${reasonOf(cause)}`, 'Give the folder of a dataset, its files in a .zip, or demo.', { cause });
  });
  if (found.isDirectory()) return folderSource(place);
  return zipSource(await openAsBlob(place), place);
}
