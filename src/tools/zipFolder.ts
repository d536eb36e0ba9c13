import { createWriteStream, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { BlobReader, ZipWriter } from '@zip.js/zip.js';

/** Packs files of a folder without compression and without dates, streaming: the same files give the same bytes. */
export async function zipFolder(folder: string, paths: string[], place: string): Promise<void> {
  const writer = new ZipWriter(Writable.toWeb(createWriteStream(place, { flags: 'wx' })), { level: 0, useWebWorkers: false, extendedTimestamp: false, lastModDate: new Date(2000, 0, 1) });
  for (const path of paths) await writer.add(path, new BlobReader(await openAsBlob(join(folder, path))));
  await writer.close();
}
