import { BlobReader, BlobWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sha256 } from '../../bundle/bundleFiles';
import { memoryBrowser, type MemoryBrowser } from './fixtures/memoryStorage';
import { changeAt, modelOf, partOf, recordOf, stateAt } from './fixtures/run';
import { createRun, importRun, openRun, packRun, readCurves, readModel, readState, sweepRuns } from './store';

type Bytes = Uint8Array<ArrayBuffer>;

let browser: MemoryBrowser;
beforeEach(() => {
  browser = memoryBrowser();
  vi.stubGlobal('navigator', browser.navigator);
});
afterEach(() => vi.unstubAllGlobals());

const datasetOf = (stored: string | null) => ({ ...recordOf('a').dataset, stored });

async function finished(): Promise<void> {
  const writer = await createRun(recordOf('a', { dataset: datasetOf('mine') }));
  await writer.append(partOf(1, 20, [changeAt(4)]));
  await writer.save(stateAt(10, [changeAt(4)]), true);
  await writer.save(stateAt(20, [changeAt(4)]), false);
  await writer.end('finished', { model: modelOf(7), epoch: 2 });
}

async function unpacked(blob: Blob): Promise<Map<string, Bytes>> {
  const files = new Map<string, Bytes>();
  for (const entry of await new ZipReader(new BlobReader(blob)).getEntries()) {
    if (!entry.directory) files.set(entry.filename, new Uint8Array(await entry.getData(new Uint8ArrayWriter())));
  }
  return files;
}

async function packed(files: Map<string, Bytes>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { level: 0 });
  for (const [path, bytes] of files) await writer.add(path, new Uint8ArrayReader(bytes));
  return writer.close();
}

test('a run that was saved as a file and opened again is the same under its new id, bit for bit', async () => {
  await finished();
  const run = await importRun(await packRun('a'), 'b');
  const record = recordOf('b', { name: 'Run a', dataset: datasetOf(null) });
  expect(run).toMatchObject({ record, ended: 'finished', live: false });
  expect(run.states.map(({ step, kept }) => [step, kept])).toEqual([[10, true], [20, false]]);
  expect(await readCurves('b')).toStrictEqual(await readCurves('a'));
  expect(await readModel('b')).toStrictEqual({ record, model: modelOf(7), epoch: 2 });
  expect(await readState('b', 10)).toStrictEqual({ record, state: stateAt(10, [changeAt(4)]) });
  const paths = browser.root.paths().filter((path) => path.startsWith('runs/b/') && !path.endsWith('record.json'));
  expect(paths).toHaveLength(8);
  for (const path of paths) expect(browser.root.at(path).bytes, path).toStrictEqual(browser.root.at(path.replace('/b/', '/a/')).bytes);
});

test('its dataset stays linked where it is in the library of this browser', async () => {
  await finished();
  await (await browser.root.getDirectoryHandle('datasets', { create: true })).getDirectoryHandle('mine', { create: true });
  expect((await importRun(await packRun('a'), 'b')).record.dataset.stored).toBe('mine');
});

test('the file is a zip with a manifest of sizes and checksums', async () => {
  await finished();
  const files = await unpacked(await packRun('a'));
  expect([...files.keys()]).toEqual(['record.json', 'ended.json', 'model.safetensors', 'states/kept-10-0.safetensors', 'states/passing-a.safetensors', 'steps.bin', 'epochs.jsonl', 'probes.jsonl', 'changes.jsonl', 'manifest.json']);
  const { format, version, files: entries } = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
  expect([format, version, Object.keys(entries).length]).toEqual(['alscor-run', 1, 9]);
  expect(entries['steps.bin']).toEqual({ bytes: 20 * 88, sha256: await sha256(files.get('steps.bin')!) });
});

test('a run that goes on is saved as far as it is stored, and goes on in the other browser from its state', async () => {
  const writer = await createRun(recordOf('a'));
  await writer.append(partOf(1, 20));
  const saving = writer.save(stateAt(20), false);
  const file = await packRun('a');
  await saving;
  await writer.append(partOf(21, 22));
  expect(await importRun(file, 'b')).toMatchObject({ ended: null, live: false });
  const { state, curves } = await openRun('b');
  expect([state, curves.steps.step.length]).toEqual([stateAt(20), 20]);
});

test('damaged states and torn ends are left out of the file', async () => {
  await finished();
  const { bytes } = browser.root.at('runs/a/states/passing-a.safetensors');
  bytes[bytes.length - 50]! ^= 1;
  const steps = browser.root.at('runs/a/steps.bin');
  steps.bytes = steps.bytes.slice(0, -7);
  const run = await importRun(await packRun('a'), 'b');
  expect(run.states.map(({ step }) => step)).toEqual([10]);
  expect((await readCurves('b')).steps.step).toHaveLength(19);
});

const encode = (value: unknown): Bytes => new TextEncoder().encode(JSON.stringify(value));

/** The file with changed contents and a manifest that knows of them. */
async function changed(change: (files: Map<string, Bytes>) => void, manifest: (value: Record<string, unknown>) => void = () => undefined): Promise<Blob> {
  await finished();
  const files = await unpacked(await packRun('a'));
  files.delete('manifest.json');
  change(files);
  const entries: Record<string, unknown> = {};
  for (const [path, bytes] of files) entries[path] = { bytes: bytes.length, sha256: await sha256(bytes) };
  const value = { format: 'alscor-run', version: 1, files: entries };
  manifest(value);
  return packed(files.set('manifest.json', encode(value)));
}

const withFile = (path: string, bytes: Bytes) => (files: Map<string, Bytes>) => void files.set(path, bytes);

function withNaN(files: Map<string, Bytes>): void {
  const bytes = files.get('steps.bin')!;
  new DataView(bytes.buffer, bytes.byteOffset).setFloat64(2 * 88 + 3 * 8, NaN, true);
}

test.each([
  ['of another format', () => changed(() => undefined, (value) => (value['format'] = 'x')), 'manifest.json.format: expected "alscor-run", got "x".'],
  ['of a later version', () => changed(() => undefined, (value) => (value['version'] = 2)), 'manifest.json.version: expected 1, got 2.'],
  ['whose manifest says more', () => changed(() => undefined, (value) => (value['by'] = 'x')), 'manifest.json: expected no other fields than format, version, files, got "by".'],
  ['whose manifest lists a file that is not there', () => changed(() => undefined, (value) => (value['files'] = { ...Object(value['files']), 'states/kept-1-0.safetensors': { bytes: 1, sha256: 'a'.repeat(64) } })), 'Reading states/kept-1-0.safetensors in The run file: expected the file'],
  ['that holds another file', () => changed(withFile('notes.txt', encode(1))), 'manifest.json.files: expected the files of a run, got "notes.txt".'],
  ['with a state of another name', () => changed(withFile('states/old.safetensors', encode(1))), 'manifest.json.files: expected the files of a run, got "states/old.safetensors".'],
  ['without a record', () => changed((files) => files.delete('record.json')), 'manifest.json.files: expected record.json, got ['],
  ['with a number that is not finite', () => changed(withNaN), 'steps.bin, row 2, total: expected a finite number, got "NaN".'],
  ['with a torn end', () => changed((files) => files.set('steps.bin', files.get('steps.bin')!.slice(0, -1))), 'steps.bin, row 19: expected 88 bytes of a step after 19, got 87 bytes.'],
  ['whose changes go back', () => changed((files) => files.set('changes.jsonl', new TextEncoder().encode('{"step":4,"key":"turn","value":"nets"}\n{"step":3,"key":"turn","value":"both"}\n'))), 'changes.jsonl, line 1: expected a place after 4, got 3.'],
  ['with another end', () => changed(withFile('ended.json', encode({ ended: 'lost' }))), 'ended.json.ended: expected one of finished, stopped, failed, got "lost".'],
  ['with a state of another step', () => changed((files) => files.set('states/kept-11-0.safetensors', files.get('states/kept-10-0.safetensors')!)), 'states/kept-11-0.safetensors: expected the state after 11 steps, got 10.'],
  ['with a record of other settings than its states', () => changed(withFile('record.json', encode({ version: 1, record: recordOf('a', { config: { ...recordOf('a').config, seed: 2 } }) }))), 'states/kept-10-0.safetensors: expected the settings of record.json, got others.'],
  ['with a state as its model', () => changed((files) => files.set('model.safetensors', files.get('states/kept-10-0.safetensors')!)), 'model.safetensors: expected epoch in the metadata, got none.'],
  ['with a list of files that is longer than its manifest', async () => packed((await unpacked(await changed(() => undefined))).set('more.bin', encode(1))), 'The run file: expected no other files than manifest.json lists, got "more.bin".'],
  ['with other bytes than its manifest says', async () => packed((await unpacked(await changed(() => undefined))).set('ended.json', encode({ ended: 'finisked' }))), 'Checking ended.json: expected sha256 '],
  ['that is no zip', async () => new Blob(['x']), 'Opening The run file: expected a zip file'],
])('a file %s is refused, and nothing of it is stored', async (_, make, message) => {
  const file = await make();
  const before = browser.root.paths();
  await expect(importRun(file, 'b')).rejects.toMatchObject({ name: 'BundleError', message: expect.stringContaining(message) });
  expect(browser.root.paths()).toEqual(before);
  expect(await sweepRuns()).toHaveLength(before.length > 0 ? 1 : 0);
});

test('an id that is taken or leaves its folder is refused', async () => {
  await finished();
  const file = await packRun('a');
  await expect(importRun(file, 'a')).rejects.toThrow('Storing Run a: expected a new id, got a, which is there.');
  await expect(importRun(file, '../b')).rejects.toThrow('Storing a run from a file: expected an id');
});

test('a file for which there is no room is refused, and nothing of it is stored', async () => {
  await finished();
  const file = await packRun('a');
  for (const room of [0, 2000, 20_000]) {
    browser.disk.room = room;
    await expect(importRun(file, 'b')).rejects.toMatchObject({ message: expect.stringMatching(/^Storing Run a: expected room for/), advice: 'Delete stored runs or their states, or datasets from the library.' });
    expect(browser.root.paths().filter((path) => path.startsWith('runs/b'))).toEqual([]);
  }
  browser.disk.room = Infinity;
  expect((await importRun(file, 'b')).ended).toBe('finished');
});

test('an import that the end of the tab cuts off is swept at the next start', async () => {
  await finished();
  const file = await packRun('a');
  browser.disk.power = 5;
  await expect(importRun(file, 'b')).rejects.toMatchObject({ name: 'BundleError' });
  browser.disk.power = Infinity;
  browser.locks.forget();
  expect(browser.root.paths().some((path) => path.startsWith('runs/b/'))).toBe(true);
  expect((await sweepRuns()).map(({ record }) => record.id)).toEqual(['a']);
  expect(browser.root.paths().some((path) => path.startsWith('runs/b/'))).toBe(false);
});
