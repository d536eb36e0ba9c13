import { openAsBlob } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { BundleError, reasonOf } from '../bundle/problem';
import type { PathedFile } from '../bundle/source';

/** Node counts the bytes of such a blob with 32 bits. */
const MOST_BYTES = 2 ** 32 - 1;

async function openFile(place: string): Promise<Blob> {
  const { size } = await stat(place);
  if (size > MOST_BYTES) throw new BundleError(`${place}: expected at most ${MOST_BYTES} bytes, which Node can read in parts, got ${size}.`, 'Drop it on the page, which takes larger files, or split it.');
  return openAsBlob(place);
}

async function filesBelow(folder: string): Promise<PathedFile[]> {
  const places: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) if (entry.isFile()) places.push(join(entry.parentPath, entry.name));
  return Promise.all(places.sort().map(async (place) => ({ path: relative(folder, place).split(sep).join('/'), file: await openFile(place) })));
}

/** Files and the files of folders, as a page would get them dropped; nothing is read yet. Throws BundleError for what is not there. */
export async function droppedPaths(places: string[]): Promise<PathedFile[]> {
  const files: PathedFile[] = [];
  for (const place of places) {
    const found = await stat(place).catch((cause: unknown) => {
      throw new BundleError(`Opening ${place}: ${reasonOf(cause)}`, 'Give files, a folder or a .zip.', { cause });
    });
    const own = found.isDirectory() ? await filesBelow(place) : [{ path: basename(place), file: await openFile(place) }];
    for (const { path, file } of own) files.push({ path: found.isDirectory() && places.length > 1 ? `${basename(place)}/${path}` : path, file });
  }
  return files;
}
