/** A run as one zip: its files as they lie, and what they are. */
import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { stored } from '../../bundle/packBundle';
import { BundleError } from '../../bundle/problem';
import { folderIn } from '../library/folder';
import { ARCHIVE_MANIFEST, entryOf, manifestBytes, type ArchiveFiles } from './archiveManifest';
import { curveFiles, curveKeys, decodeCurves } from './curveFiles';
import { curveBytesIn } from './curvesIn';
import { MODEL } from './modelFile';
import { RECORD } from './recordFile';
import { ENDED, recordIn } from './runFolder';
import { readFile } from './runFiles';
import { scanSpaces, SPACES, spacesEnd } from './spacesFile';
import { readStateFile } from './stateFile';
import { stateEntries, STATES } from './stateSlots';

interface ArchiveFile {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** One file after the other, so that no more than one is in memory beside the zip. */
export async function zipFiles(files: AsyncIterable<ArchiveFile>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), stored);
  const entries: ArchiveFiles = new Map();
  for await (const { path, bytes } of files) {
    entries.set(path, await entryOf(bytes));
    await writer.add(path, new Uint8ArrayReader(bytes));
  }
  await writer.add(ARCHIVE_MANIFEST, new Uint8ArrayReader(manifestBytes(entries)));
  return writer.close();
}

/** Null where it is not sound: a run may write over it just now. */
async function soundState(folder: FileSystemDirectoryHandle, file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = await readFile(folder, file);
  try {
    if (bytes) readStateFile(bytes, file);
    return bytes;
  } catch (problem) {
    if (problem instanceof BundleError) return null;
    throw problem;
  }
}

/** States come before the curves, which so reach to each of them where the run goes on meanwhile. */
async function* filesOf(folder: FileSystemDirectoryHandle): AsyncGenerator<ArchiveFile> {
  for (const path of [RECORD, ENDED, MODEL]) {
    const bytes = await readFile(folder, path);
    if (bytes) yield { path, bytes };
  }
  const states = await folderIn(folder, STATES);
  for (const { file } of await stateEntries(folder)) {
    const bytes = states && (await soundState(states, file));
    if (bytes) yield { path: `${STATES}/${file}`, bytes };
  }
  const curves = await curveBytesIn(folder);
  const { lengths } = decodeCurves(curves, null);
  for (const key of curveKeys) yield { path: curveFiles[key], bytes: curves[key].subarray(0, lengths[key]) };
  const spaces = await readFile(folder, SPACES);
  if (spaces) yield { path: SPACES, bytes: spaces.subarray(0, spacesEnd(scanSpaces(spaces).entries)) };
}

/** What is sound of a run's files, with a manifest. Throws BundleError where it has no record. */
export async function packArchive(folder: FileSystemDirectoryHandle): Promise<Blob> {
  await recordIn(folder, 'Saving a run as a file');
  return zipFiles(filesOf(folder));
}
