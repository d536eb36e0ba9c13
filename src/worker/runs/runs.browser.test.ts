import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyStorage } from '../library/fixtures/tab';
import { epochAt, modelOf, recordOf, stateAt } from './fixtures/run';
import { RunTab } from './fixtures/runTab';

const tabs: RunTab[] = [];
function openTab(): RunTab {
  const tab = new RunTab();
  tabs.push(tab);
  return tab;
}

/** The lock of a worker that was ended is free a moment later. */
async function noLocks(): Promise<void> {
  while (((await navigator.locks.query()).held ?? []).some(({ name }) => name?.startsWith('alscor-run-'))) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function closeAll(): Promise<void> {
  for (const tab of tabs.splice(0)) tab.close();
  await noLocks();
}

beforeEach(emptyStorage);
afterEach(closeAll);

async function fileOf(path: string): Promise<FileSystemFileHandle> {
  const [name = '', ...folders] = path.split('/').reverse();
  let folder = await navigator.storage.getDirectory();
  for (const part of folders.reverse()) folder = await folder.getDirectoryHandle(part);
  return folder.getFileHandle(name);
}

async function write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writable = await (await fileOf(path)).createWritable();
  await writable.write(bytes);
  await writable.close();
}

test('a run whose tab is closed goes on in another, bit for bit, from its newest state', async () => {
  const tab = openTab();
  await tab.call('create', 'a');
  await tab.call('goOn', 'a', 1, 12);
  await tab.call('goOn', 'a', 13, 20);
  expect(await openTab().call('sweep')).toMatchObject([{ record: recordOf('a'), live: true, ended: null, states: [{ step: 12, kept: false }, { step: 20, kept: false }] }]);
  await expect(openTab().call('open', 'a')).rejects.toMatchObject({ name: 'BundleError', message: 'Going on with a run: expected one that was interrupted, got one that goes on now.' });
  await expect(openTab().call('discard', 'a', false)).rejects.toMatchObject({ message: expect.stringContaining('got one that goes on now') });
  await closeAll();

  const other = openTab();
  expect((await other.call('sweep'))[0]).toMatchObject({ live: false, ended: null });
  const { record, state, curves } = await other.call('open', 'a');
  expect([record, state]).toStrictEqual([recordOf('a'), stateAt(20)]);
  expect([curves.steps.step.length, curves.epochs]).toEqual([20, [epochAt(1), epochAt(2)]]);
  await other.call('goOn', 'a', 21, 30);
  await other.call('end', 'a');
  expect(await other.call('model', 'a')).toStrictEqual({ record, model: modelOf(3), epoch: 2 });
  expect((await other.call('sweep'))[0]).toMatchObject({ live: false, ended: 'finished', states: [{ step: 30 }] });
  expect((await other.call('curves', 'a')).steps.step).toHaveLength(30);
});

test('curves are read in other tabs while they are written, and never fall behind what was seen', async () => {
  const [writing, reading] = [openTab(), openTab()];
  await writing.call('create', 'a');
  const written = writing.call('hurry', 'a', 200);
  const seen = await reading.call('watch', 'a', 40);
  await written;
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBeGreaterThan(0);
  expect((await reading.call('curves', 'a')).steps.step).toHaveLength(200);
  expect((await reading.call('state', 'a', 200)).state).toStrictEqual(stateAt(200));
});

test('a newest state that is damaged or half written gives way to the one before', async () => {
  const tab = openTab();
  await tab.call('create', 'a');
  await tab.call('goOn', 'a', 1, 10);
  await tab.call('goOn', 'a', 11, 20);
  await closeAll();
  const path = 'runs/a/states/passing-b.safetensors';
  const whole = new Uint8Array(await (await (await fileOf(path)).getFile()).arrayBuffer());
  const changed = Uint8Array.from(whole);
  changed[whole.length - 50]! ^= 1;
  for (const bytes of [changed, whole.slice(0, whole.length / 2), whole.slice(0, 3), new Uint8Array(whole.length)]) {
    await write(path, bytes);
    expect((await openTab().call('open', 'a')).state).toStrictEqual(stateAt(10));
    await closeAll();
  }
});

test('a run is deleted with its states, or without its curves', async () => {
  const tab = openTab();
  await tab.call('create', 'a');
  await tab.call('goOn', 'a', 1, 10);
  await tab.call('end', 'a');
  await tab.call('discard', 'a', true);
  expect((await tab.call('sweep'))[0]).toMatchObject({ states: [], ended: 'finished' });
  expect([(await tab.call('model', 'a')).epoch, (await tab.call('curves', 'a')).steps.step.length]).toEqual([2, 10]);
  await tab.call('discard', 'a', false);
  expect(await tab.call('sweep')).toEqual([]);
});

test('a run that another tab goes on with is saved as a file and opened from it', async () => {
  const [writing, packing] = [openTab(), openTab()];
  await writing.call('create', 'a');
  await writing.call('goOn', 'a', 1, 10);
  const written = writing.call('hurry', 'a', 0).then(() => writing.call('goOn', 'a', 11, 20));
  const file = await packing.call('pack', 'a');
  await written;
  const stored = await packing.call('import', file, 'b');
  expect(stored).toMatchObject({ record: { id: 'b', name: 'Run a' }, live: false, ended: null });
  expect([10, 20]).toContain((await packing.call('open', 'b')).state.step);
});

test('a state of 30 MB takes little time', async () => {
  const tab = openTab();
  await tab.call('create', 'a');
  // Of each member 3·3·4 bytes a feature for the slots and 3·4 for the best model, of both members 96; 8 for the standardiser.
  const saved = await tab.call('time', 'a', 300_000, 5);
  expect(saved[0]!.bytes).toBeGreaterThan(30 * 2 ** 20 - 2 ** 20);
  const opened = performance.now();
  await tab.call('state', 'a', 20);
  console.info(`${(saved[0]!.bytes / 2 ** 20).toFixed(1)} MB: saved in ${saved.map(({ ms }) => Math.round(ms)).join(', ')} ms, read and sent in ${Math.round(performance.now() - opened)} ms`);
});
