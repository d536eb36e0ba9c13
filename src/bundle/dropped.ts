/** The files of a drop as those that readers open: zips unpacked, pictures and what systems add told apart. */
import { blobFile, type ByteFile } from './columns/byteFile';
import type { OpenedFile } from './columns/column';
import { openColumns } from './columns/openFile';
import { zipFiles } from './columns/zippedFiles';
import { detectLayout, explainNothing } from './layouts/detect';
import type { Guess } from './layouts/mapping';
import { isPicture, openPictureList } from './layouts/pictureNames';
import { isMadeBySystem } from './path';
import { BundleError } from './problem';
import { MANIFEST_PATH } from './parseManifest';
import type { PathedFile } from './source';

const isZip = (path: string): boolean => /\.zip$/i.test(path);

/** The entries of zips in place of the zips; a zip among other files keeps its name as a folder. */
export async function unpacked(dropped: PathedFile[]): Promise<ByteFile[]> {
  const files: ByteFile[] = [];
  for (const { path, file } of dropped) {
    if (isMadeBySystem(path)) continue;
    if (!isZip(path)) {
      files.push(blobFile({ path, file }));
      continue;
    }
    const inside = await zipFiles(file, path);
    const folder = dropped.length === 1 ? '' : `${path.replace(/\.zip$/i, '')}/`;
    for (const entry of inside) if (!isMadeBySystem(entry.path)) files.push({ ...entry, path: folder + entry.path });
  }
  return files;
}

/** Whether the files are a bundle of our own, which needs no import. */
export const isBundle = (files: ByteFile[]): boolean => files.some(({ path }) => path === MANIFEST_PATH);

export interface OpenedDrop {
  /** The list of pictures, where there are any, is the last. */
  opened: OpenedFile[];
  pictures: ByteFile[];
  /** Files that hold no data. */
  others: string[];
  /** Why files that look like data could not be opened: they may be damaged, or have nothing to do with the dataset. */
  refused: BundleError[];
}

async function openInto(drop: OpenedDrop, file: ByteFile): Promise<void> {
  try {
    const one = await openColumns(file);
    if (one) drop.opened.push(one);
    else drop.others.push(file.path);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    drop.refused.push(error);
  }
}

/** What the drop is. Throws BundleError where it can be nothing: for the first file that could not be opened, if there is one. */
export async function guessOf({ opened, refused }: OpenedDrop, paths: string[], name: string): Promise<Guess> {
  const guess = await detectLayout(opened, paths, name);
  if (!guess) throw refused[0] ?? explainNothing(opened, paths);
  if (refused.length === 0) return guess;
  return { ...guess, certain: false, doubts: [...guess.doubts, ...refused.map(({ message }) => `Left out: ${message}`)] };
}

/** Opens every file that holds data. Throws BundleError where there is none. */
export async function openDrop(files: ByteFile[], onProgress: (done: number, total: number) => void): Promise<OpenedDrop> {
  const pictures = files.filter(({ path }) => isPicture(path));
  const rest = files.filter(({ path }) => !isPicture(path));
  const drop: OpenedDrop = { opened: [], pictures, others: [], refused: [] };
  for (const [done, file] of rest.entries()) {
    onProgress(done, rest.length);
    await openInto(drop, file);
  }
  const list = openPictureList(pictures.map(({ path }) => path));
  if (list) drop.opened.push(list);
  if (drop.opened.length === 0) {
    throw drop.refused[0] ?? new BundleError(`Opening ${files[0]?.path ?? 'the files'}: expected features, tables or pictures, got ${drop.others.slice(0, 3).join(', ') || 'nothing'}.`, 'Drop .npy, .npz, .mat, .h5, .parquet, .safetensors, .csv or .jsonl files, a folder of pictures with a table of captions, or a bundle.');
  }
  return drop;
}

export function closeDrop({ opened }: OpenedDrop): void {
  for (const file of opened) file.close();
}
