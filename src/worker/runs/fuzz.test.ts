import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readTensors } from '../../alscor/tensorFile';
import { damaged } from '../../bundle/columns/fixtures/damages';
import { joinBytes } from '../../bundle/joinBytes';
import { BundleError } from '../../bundle/problem';
import { ARCHIVE_MANIFEST, entryOf, manifestBytes } from './archiveManifest';
import { crc32, crcText } from './crc32';
import { encodePart } from './curveFiles';
import { memoryBrowser } from './fixtures/memoryStorage';
import { changeAt, modelOf, partOf, recordOf, stateAt } from './fixtures/run';
import { modelParts, readModelBytes } from './modelFile';
import { zipFiles } from './packArchive';
import { readArchive } from './readArchive';
import { recordBytes } from './recordFile';
import { endedBytes } from './runFolder';
import { sealTensors } from './sealedTensors';
import { readStateFile, stateParts } from './stateFile';
import { importRun, openRun, sweepRuns } from './store';

type Bytes = Uint8Array<ArrayBuffer>;

const CASES = 2000;
const options = { timeout: 300_000 };

const { steps, epochs, probes, changes } = encodePart(partOf(1, 10, [changeAt(4)]));
const state = joinBytes(stateParts(stateAt(3)));
const richState = joinBytes(stateParts(stateAt(13, [changeAt(4)])));
const model = joinBytes(modelParts({ model: modelOf(1), epoch: 1 }));

const whole = new Map<string, Bytes>([
  ['record.json', recordBytes(recordOf('a', { script: [changeAt(4)] }))],
  ['ended.json', endedBytes('stopped')],
  ['states/passing-a.safetensors', state],
  ['steps.bin', steps],
  ['epochs.jsonl', epochs],
  ['probes.jsonl', probes],
  ['changes.jsonl', changes],
]);

/** False where it is refused with the project's own error. */
async function isRead(attempt: () => unknown): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (problem) {
    if (problem instanceof BundleError && problem.message !== '' && problem.advice !== '') return false;
    throw problem;
  }
}

async function countRead<T>(cases: fc.Arbitrary<T>, attempt: (value: T) => unknown): Promise<number> {
  let read = 0;
  await fc.assert(fc.asyncProperty(cases, async (value) => void (read += Number(await isRead(() => attempt(value))))), { numRuns: CASES, seed: 1 });
  return read;
}

/** Puts the checksum right, as somebody would who wants to get through. */
function resealed(bytes: Bytes): Bytes {
  const at = 8 + '{"__metadata__":{"crc32":"'.length;
  const sealed = Uint8Array.from(bytes);
  const digits = sealed.subarray(at, at + 8);
  digits.fill(0x30);
  digits.set(new TextEncoder().encode(crcText(crc32(sealed))).subarray(0, digits.length));
  return sealed;
}

/** One entry of the metadata is other text; arrays and checksum are right. */
function withMetadata(file: Bytes): fc.Arbitrary<Bytes> {
  const { tensors, metadata } = readTensors(file);
  const { crc32: _, ...entries } = metadata;
  const changed = fc.constantFrom(...Object.keys(entries)).chain((name) => damaged([new TextEncoder().encode(entries[name])]).map((text): [string, string] => [name, new TextDecoder().decode(text)]));
  return changed.map(([name, text]) => joinBytes(sealTensors([...tensors.values()], { ...entries, [name]: text })));
}

const isModel = (bytes: Bytes): boolean => bytes[0] === model[0];

test(`${CASES} damaged state and model files whose checksums were put right are read or refused`, options, async () => {
  const cases = fc.oneof(damaged([state, richState, model]).map(resealed), withMetadata(richState), withMetadata(model));
  const read = await countRead(cases, (bytes) => (isModel(bytes) ? readModelBytes(bytes, 'a') : readStateFile(bytes, 'a')));
  expect(read).toBeGreaterThan(CASES / 50);
  expect(read).toBeLessThan(CASES / 2);
});

async function sourceOf(files: Map<string, Bytes>) {
  const entries = new Map<string, { bytes: number; sha256: string }>();
  for (const [path, bytes] of files) entries.set(path, await entryOf(bytes));
  const all = new Map(files).set(ARCHIVE_MANIFEST, manifestBytes(entries));
  return { name: 'memory', paths: async () => [...all.keys()], read: async (path: string) => all.get(path) ?? new Uint8Array() };
}

test(`${CASES} runs of which a file is damaged, with a manifest that knows of it, are read or refused`, options, async () => {
  const cases = fc.constantFrom(...whole.keys()).chain((path) => damaged([whole.get(path)!]).map((bytes): [string, Bytes] => [path, bytes]));
  const read = await countRead(cases, async ([path, bytes]) => readArchive(await sourceOf(new Map(whole).set(path, bytes))));
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(CASES / 2);
});

async function* listed(left?: string): AsyncGenerator<{ path: string; bytes: Bytes }> {
  for (const [path, bytes] of whole) if (path !== left) yield { path, bytes };
}

test(`${CASES} damaged run files are stored whole, or refused and nothing of them is stored`, options, async () => {
  const zips = await Promise.all([zipFiles(listed()), zipFiles(listed('ended.json'))].map(async (zip) => new Uint8Array(await (await zip).arrayBuffer())));
  const browser = memoryBrowser();
  vi.stubGlobal('navigator', browser.navigator);
  let turn = 0;
  const read = await countRead(damaged(zips), async (bytes) => {
    const id = `run${++turn}`;
    const stored = await importRun(new Blob([bytes]), id);
    expect((await sweepRuns()).map(({ record }) => record.id)).toEqual([id]);
    if (stored.ended === null) (await openRun(id)).writer.close();
    await (await browser.root.getDirectoryHandle('runs')).removeEntry(id);
  });
  expect(browser.root.paths()).toEqual([]);
  expect((await browser.locks.query()).held).toEqual([]);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(CASES / 2);
  vi.unstubAllGlobals();
});
