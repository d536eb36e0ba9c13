/** The files of a drop as those that readers open: zips unpacked, pictures and what systems add told apart. */
import { blobFile, type ByteFile } from '../../bundle/columns/byteFile';
import type { OpenedFile } from '../../bundle/columns/column';
import { openColumns } from '../../bundle/columns/openFile';
import { zipFiles } from '../../bundle/columns/zippedFiles';
import { isPicture } from '../../bundle/layouts/pictureNames';
import { BundleError } from '../../bundle/problem';
import { MANIFEST_PATH } from '../../bundle/parseManifest';
import type { PathedFile } from '../../bundle/source';

export type DroppedFile = PathedFile;

const madeBySystems = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;
const isZip = (path: string): boolean => /\.zip$/i.test(path);

/** The entries of zips in place of the zips; a zip among other files keeps its name as a folder. */
export async function unpacked(dropped: DroppedFile[]): Promise<ByteFile[]> {
  const files: ByteFile[] = [];
  for (const { path, file } of dropped) {
    if (madeBySystems.test(path)) continue;
    if (!isZip(path)) {
      files.push(blobFile({ path, file }));
      continue;
    }
    const inside = await zipFiles(file, path);
    const folder = dropped.length === 1 ? '' : `${path.replace(/\.zip$/i, '')}/`;
    for (const entry of inside) if (!madeBySystems.test(entry.path)) files.push({ ...entry, path: folder + entry.path });
  }
  return files;
}

/** Whether the files are a bundle of our own, which needs no import. */
export const isBundle = (files: ByteFile[]): boolean => files.some(({ path }) => path === MANIFEST_PATH);

export interface OpenedDrop {
  opened: OpenedFile[];
  pictures: ByteFile[];
  /** Files that hold no data. */
  others: string[];
}

/** Opens every file that holds data. Throws BundleError for the first that is damaged. */
export async function openDrop(files: ByteFile[], onProgress: (done: number, total: number) => void): Promise<OpenedDrop> {
  const pictures = files.filter(({ path }) => isPicture(path));
  const rest = files.filter(({ path }) => !isPicture(path));
  const drop: OpenedDrop = { opened: [], pictures, others: [] };
  try {
    for (const [done, file] of rest.entries()) {
      onProgress(done, rest.length);
      const one = await openColumns(file);
      if (one) drop.opened.push(one);
      else drop.others.push(file.path);
    }
  } catch (error) {
    closeDrop(drop);
    throw error;
  }
  if (drop.opened.length === 0 && pictures.length === 0) {
    throw new BundleError(`Opening ${files[0]?.path ?? 'the files'}: expected features, tables or pictures, got ${drop.others.slice(0, 3).join(', ') || 'nothing'}.`, 'Drop .npy, .npz, .mat, .h5, .parquet, .safetensors, .csv or .jsonl files, a folder of pictures with a table of captions, or a bundle.');
  }
  return drop;
}

export function closeDrop({ opened }: OpenedDrop): void {
  for (const file of opened) file.close();
}
