import { beforeEach, describe, expect, test, vi } from 'vitest';
import { WorkerProblem } from '../worker/client';
import { entryOf } from '../worker/library/fixtures/tab';
import type { LibraryDatabase, ListedEntry } from './libraryDatabase';
import { cleanName, newDatasetId, shownEntries, unlisted, withoutFiles } from './libraryList';
import type { LibraryParts } from './libraryParts';
import { createLibrary } from './libraryStore';
import { storageUse } from './storageUse';
import { undoLeft, UNDO_MS } from './undoTime';

const listed = (id: string, changes: Partial<ListedEntry> = {}): ListedEntry => ({ ...entryOf(id), deletedAt: null, ...changes });

/** What two tabs share: the list, the folders, and a clock whose timers run when it is moved. */
class Browser {
  readonly list = new Map<string, ListedEntry>();
  readonly folders = new Set<string>();
  readonly storage = { estimate: vi.fn(async () => ({ usage: 30, quota: 100 })), persist: vi.fn(async () => true), persisted: vi.fn(async () => false) };
  clock = 1_000_000;
  private timers: { at: number; action: () => void }[] = [];
  private listeners: (() => void)[] = [];

  store(...ids: string[]): void {
    for (const id of ids) {
      this.folders.add(id);
      this.list.set(id, listed(id));
    }
  }

  database(): LibraryDatabase {
    const { list } = this;
    return {
      all: async () => [...list.values()],
      add: async (entry) => void (list.has(entry.id) || list.set(entry.id, entry)),
      change: async (id, changes) => {
        const before = list.get(id);
        if (!before) return null;
        list.set(id, { ...before, ...changes });
        return list.get(id) ?? null;
      },
      remove: async (id) => void list.delete(id),
    };
  }

  parts(): LibraryParts {
    return {
      database: this.database(),
      sweep: async () => [...this.folders].map((id) => ({ id, entry: entryOf(id) })),
      discard: async (id) => this.folders.delete(id),
      keep: async ({ id }) => entryOf(id),
      storage: () => this.storage,
      now: () => this.clock,
      after: (ms, action) => void this.timers.push({ at: this.clock + ms, action }),
      announce: () => this.listeners.forEach((listener) => listener()),
      listen: (onChange) => void this.listeners.push(onChange),
    };
  }

  async pass(ms: number): Promise<void> {
    this.clock += ms;
    const due = this.timers.filter(({ at }) => at <= this.clock);
    this.timers = this.timers.filter(({ at }) => at > this.clock);
    for (const { action } of due) action();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

let browser = new Browser();
beforeEach(() => (browser = new Browser()));

async function openTab(changes: Partial<LibraryParts> = {}) {
  const library = createLibrary({ ...browser.parts(), ...changes });
  await library.getState().start();
  await settled();
  return { library, ids: () => library.getState().entries.map(({ id }) => id), ...library.getState() };
}

describe('the list', () => {
  test('has the newest first, and deleted ones while that can be undone', () => {
    const entries = [listed('old', { created: 1 }), listed('new', { created: 3 }), listed('going', { created: 2, deletedAt: 100 }), listed('a', { created: 1 })];
    expect(shownEntries(entries, 100 + UNDO_MS - 1).map(({ id }) => id)).toEqual(['new', 'going', 'a', 'old']);
    expect(shownEntries(entries, 100 + UNDO_MS).map(({ id }) => id)).toEqual(['new', 'a', 'old']);
    // 10 s from 100 ms on, at 4100 ms
    expect(undoLeft(entries[2]!, 4100)).toBe(6000);
    expect(undoLeft(entries[0]!, 4100)).toBe(Infinity);
  });

  test('is compared with what is stored', () => {
    const stored = [{ id: 'a', entry: entryOf('a') }, { id: 'b', entry: entryOf('b') }, { id: 'later', entry: null }];
    expect(unlisted([listed('a'), listed('c')], stored)).toEqual([listed('b')]);
    expect(withoutFiles([listed('a'), listed('c')], stored)).toEqual(['c']);
  });

  test('has names without spaces around them and ids that fit an address', () => {
    expect([cleanName('  My \n flowers '), cleanName(' \t'), cleanName('x'.repeat(200))]).toEqual(['My flowers', null, 'x'.repeat(120)]);
    expect(newDatasetId()).toMatch(/^[0-9a-f]{12}$/);
    expect(newDatasetId()).not.toBe(newDatasetId());
  });
});

describe('a library', () => {
  test('lists what is added, asks once that it be kept, and tells the room it takes', async () => {
    const { add, ids, library } = await openTab();
    await add(entryOf('a', { created: 1 }));
    expect(browser.storage.persist).toHaveBeenCalledTimes(1);
    await add(entryOf('b', { created: 2 }));
    expect(browser.storage.persist).toHaveBeenCalledTimes(1);
    expect(ids()).toEqual(['b', 'a']);
    expect(library.getState().use).toEqual({ used: 30, quota: 100, persisted: false });
  });

  test('renames, and leaves a name of spaces as it was', async () => {
    browser.store('a');
    const { rename, library } = await openTab();
    await rename('a', ' Flowers ');
    await rename('a', '  ');
    expect(library.getState().entries).toMatchObject([{ id: 'a', name: 'Flowers' }]);
    expect(browser.list.get('a')?.name).toBe('Flowers');
  });

  test('deletes files when the time to undo is over, not before', async () => {
    browser.store('a', 'b');
    const { remove, ids, library } = await openTab();
    await remove('a');
    expect(library.getState().entries.find(({ id }) => id === 'a')?.deletedAt).toBe(browser.clock);
    await browser.pass(UNDO_MS - 1);
    expect([...browser.folders]).toEqual(['a', 'b']);
    await browser.pass(1);
    expect([[...browser.folders], [...browser.list.keys()], ids()]).toEqual([['b'], ['b'], ['b']]);
  });

  test('brings a deleted one back with all it had, also after a second deletion', async () => {
    browser.store('a');
    const { remove, undo, ids } = await openTab();
    await remove('a');
    await browser.pass(UNDO_MS / 2);
    await undo('a');
    await remove('a');
    // The first deletion's time is over; the second one's is not.
    await browser.pass(UNDO_MS / 2);
    expect([...browser.folders]).toEqual(['a']);
    await undo('a');
    await browser.pass(10 * UNDO_MS);
    expect(ids()).toEqual(['a']);
    expect(browser.list.get('a')).toEqual(listed('a'));
  });

  test('that starts again goes on with a deletion: with the time that is left, or at once', async () => {
    browser.store('a', 'b', 'c');
    browser.list.set('a', listed('a', { deletedAt: browser.clock - UNDO_MS }));
    browser.list.set('b', listed('b', { deletedAt: browser.clock - UNDO_MS + 3000 }));
    const { ids } = await openTab();
    expect(ids()).toEqual(['b', 'c']);
    await browser.pass(0);
    expect([...browser.folders]).toEqual(['b', 'c']);
    await browser.pass(3000);
    expect([...browser.folders]).toEqual(['c']);
  });

  test('lists whole datasets that were not listed, and tells those whose files are gone', async () => {
    browser.store('a', 'cleared');
    browser.folders.delete('cleared');
    browser.folders.add('unlisted');
    const { ids, library } = await openTab();
    expect(ids()).toEqual(['a', 'cleared', 'unlisted']);
    expect(library.getState().gone).toEqual(['cleared']);
  });

  test('is the same in two tabs, one of which undoes what the other has deleted', async () => {
    browser.store('a');
    const [one, other] = [await openTab(), await openTab()];
    await one.remove('a');
    await settled();
    expect(other.library.getState().entries).toMatchObject([{ id: 'a', deletedAt: browser.clock }]);
    await other.undo('a');
    await browser.pass(2 * UNDO_MS);
    expect([one.ids(), other.ids(), [...browser.folders]]).toEqual([['a'], ['a'], ['a']]);
  });

  test('tells files that could not be removed; the dataset stays hidden and goes at the next start', async () => {
    browser.store('a');
    const broken = await openTab({ discard: () => Promise.reject(new WorkerProblem({ name: 'BundleError', message: 'A file is in use.', advice: 'Reload the page.' })) });
    await broken.remove('a');
    await browser.pass(UNDO_MS);
    expect(broken.library.getState().problem).toEqual({ message: 'A file is in use.', advice: 'Reload the page.' });
    expect(broken.ids()).toEqual([]);
    await openTab();
    await browser.pass(0);
    expect([[...browser.folders], [...browser.list.keys()]]).toEqual([[], []]);
  });

  test('without a database tells so, shows what is added for this visit, and lists it at the next start', async () => {
    const problem = new WorkerProblem({ name: 'LibraryProblem', message: 'The list of datasets: …', advice: 'Reload the page.' });
    const none = () => Promise.reject(problem);
    const { add, ids, library, dismiss } = await openTab({ database: { all: none, add: none, change: none, remove: none } });
    expect(library.getState()).toMatchObject({ ready: true, problem: { message: 'The list of datasets: …', advice: 'Reload the page.' } });
    dismiss();
    browser.folders.add('a');
    await add(entryOf('a'));
    expect(ids()).toEqual(['a']);
    expect(library.getState().problem).not.toBeNull();
    expect((await openTab()).ids()).toEqual(['a']);
  });

  test('sweeps once, however often the worker is started again', async () => {
    const sweep = vi.fn(async () => []);
    const { library } = await openTab({ sweep });
    await library.getState().start();
    expect(sweep).toHaveBeenCalledTimes(1);
  });
});

test('a browser that says nothing about its storage leaves it open', async () => {
  const silent = { used: null, quota: null, persisted: null };
  expect(await storageUse(undefined)).toEqual(silent);
  expect(await storageUse({})).toEqual(silent);
  expect(await storageUse({ estimate: async () => ({ usage: 5 }) })).toEqual({ ...silent, used: 5 });
});
