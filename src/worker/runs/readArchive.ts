/** A run out of a file: everything is checked before any of it is stored. */
import { mismatch } from '../../bundle/json';
import { missingFile } from '../../bundle/path';
import { BundleError } from '../../bundle/problem';
import type { BundleSource } from '../../bundle/source';
import { ARCHIVE_MANIFEST, checkEntry, parseArchiveManifest } from './archiveManifest';
import { curveFiles, decodeCurves, type CurveBytes } from './curveFiles';
import { MODEL, readModelBytes } from './modelFile';
import type { RunCurves, RunRecord } from './record';
import { readRecord, RECORD } from './recordFile';
import { ENDED, readEnded } from './runFolder';
import { scanSpaces, SPACES } from './spacesFile';
import { readStateFile } from './stateFile';
import { STATES } from './stateSlots';
import { stepKeys } from './stepRows';

const DAMAGED = 'The file is damaged, or was changed by hand.';

export interface RunArchive {
  record: RunRecord;
  /** Of all files but the manifest and the record. */
  paths: string[];
  bytes: number;
  /** Checked against size and checksum. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

async function openArchive(source: BundleSource): Promise<RunArchive> {
  const files = parseArchiveManifest(await source.read(ARCHIVE_MANIFEST));
  const present = (await source.paths()) ?? [];
  const strange = present.find((path) => path !== ARCHIVE_MANIFEST && !files.has(path));
  if (strange !== undefined) throw mismatch(source.name, `no other files than ${ARCHIVE_MANIFEST} lists`, strange, DAMAGED);
  const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> => {
    const entry = files.get(path);
    if (!entry) throw missingFile(path, source.name, files.keys());
    const bytes = await source.read(path);
    await checkEntry(bytes, path, entry);
    return bytes;
  };
  const paths = [...files.keys()].filter((path) => path !== RECORD);
  const bytes = [...files.values()].reduce((sum, entry) => sum + entry.bytes, 0);
  return { record: readRecord(await read(RECORD), RECORD), paths, bytes, read };
}

function checkRising(values: readonly number[], path: string): void {
  const place = values.findIndex((value, i) => i > 0 && value < values[i - 1]!);
  if (place >= 0) throw mismatch(`${path}, line ${place}`, `a place after ${values[place - 1]!}`, values[place], DAMAGED);
}

function checkCurves({ steps, epochs, probes, changes }: RunCurves): void {
  for (const key of stepKeys) {
    const row = steps[key].findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw mismatch(`${curveFiles.steps}, row ${row}, ${key}`, 'a finite number', String(steps[key][row]), DAMAGED);
  }
  checkRising(epochs.map(({ epoch }) => epoch), curveFiles.epochs);
  checkRising(probes.map(({ step }) => step), curveFiles.probes);
  checkRising(changes.map(({ step }) => step), curveFiles.changes);
}

async function checkAllCurves({ paths, read }: RunArchive): Promise<void> {
  const given = new Set(paths);
  const bytesOf = async (key: keyof CurveBytes) => (given.has(curveFiles[key]) ? read(curveFiles[key]) : new Uint8Array());
  const { curves, faults } = decodeCurves({ steps: await bytesOf('steps'), epochs: await bytesOf('epochs'), probes: await bytesOf('probes'), changes: await bytesOf('changes') }, null);
  if (faults[0]) throw faults[0];
  checkCurves(curves);
}

function checkState(bytes: Uint8Array, path: string, record: RunRecord): void {
  const { config, step } = readStateFile(bytes, path);
  if (JSON.stringify(config) !== JSON.stringify(record.config)) throw new BundleError(`${path}: expected the settings of ${RECORD}, got others.`, DAMAGED);
  const said = /kept-(\d+)-/.exec(path)?.[1];
  if (said !== undefined && Number(said) !== step) throw mismatch(path, `the state after ${said} steps`, step, DAMAGED);
}

function checkSpaces(bytes: Uint8Array): void {
  const { fault } = scanSpaces(bytes);
  if (fault) throw fault;
}

async function checkFile(path: string, { record, read }: RunArchive): Promise<void> {
  if (path === MODEL) readModelBytes(await read(path), path);
  else if (path === ENDED) readEnded(await read(path));
  else if (path === SPACES) checkSpaces(await read(path));
  else if (path.startsWith(`${STATES}/`)) checkState(await read(path), path, record);
}

/**
 * Throws BundleError where a file is missing, too much, of another size or checksum, of another version, or holds
 * anything but what this page writes.
 */
export async function readArchive(source: BundleSource): Promise<RunArchive> {
  const archive = await openArchive(source);
  await checkAllCurves(archive);
  for (const path of archive.paths) await checkFile(path, archive);
  return archive;
}
