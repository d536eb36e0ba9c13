import { expect, test, vi } from 'vitest';
import type { SearchModel } from '../search/searchModel';
import { placed } from './fixtures/spaces';
import { readKey, type ModelMakers } from './modelKey';
import { ModelShelf } from './shelf';

const MIB = 2 ** 20;

function shelfOf(makers: Partial<ModelMakers> = {}, room = 4 * MIB) {
  const tell = { models: vi.fn(), preparing: vi.fn() };
  const all = {
    run: vi.fn(makers.run ?? (async ({ id }) => placed(id, MIB))),
    epoch: vi.fn(makers.epoch ?? (async ({ id, epoch }) => placed(`${id} ${epoch}`, MIB))),
    method: vi.fn(makers.method ?? (async (name) => placed(name, MIB))),
  };
  const shelf = new ModelShelf(tell, all, room);
  shelf.start(placed('cca', MIB));
  return { shelf, tell, makers: all, keys: () => shelf.infos().map(({ key }) => key) };
}

/** A fit that ends when it is told to, or has to. */
function slowFit() {
  const waiting: ((model: SearchModel) => void)[] = [];
  return { done: new Promise<SearchModel>((resolve) => waiting.push(resolve)), finish: () => waiting.forEach((resolve) => resolve(placed('slow', MIB))) };
}

test('keys name what answers, a stored run, one of its epochs, or a method', () => {
  expect([readKey('cca'), readKey('alscor')]).toEqual([{ kind: 'present' }, { kind: 'present' }]);
  expect(readKey('run:a_B-1')).toEqual({ kind: 'run', id: 'a_B-1' });
  expect(readKey('run:a@12')).toEqual({ kind: 'epoch', id: 'a', epoch: 12 });
  expect(readKey('method:alscor-no-cca')).toEqual({ kind: 'method', name: 'alscor-no-cca' });
  for (const key of ['', 'run:', 'run:a@', 'run:../b', 'method:A', 'xcca']) expect(() => readKey(key), key).toThrow(`got ${JSON.stringify(key)}`);
});

test('a run is read when it is first searched, and a second time not', async () => {
  const { shelf, makers } = shelfOf();
  const [one, other] = await Promise.all([shelf.open('run:a'), shelf.open('run:a')]);
  expect(one).toBe(other);
  expect((await shelf.open('run:a')).info.key).toBe('run:a');
  expect(makers.run).toHaveBeenCalledTimes(1);
});

test('a method is fitted when it is prepared, once for all who ask, and not by a search', async () => {
  const fit = slowFit();
  const { shelf, makers, keys } = shelfOf({ method: () => fit.done });
  await expect(shelf.open('method:sm')).rejects.toThrow('method:sm is not fitted yet');
  const both = [shelf.prepare('method:sm'), shelf.prepare('method:sm')];
  await Promise.resolve();
  const searched = shelf.open('method:sm');
  fit.finish();
  expect((await Promise.all(both)).map(({ key }) => key)).toEqual(['method:sm', 'method:sm']);
  expect((await searched).info.key).toBe('method:sm');
  expect([makers.method.mock.calls.length, keys()]).toEqual([1, ['cca', 'method:sm']]);
});

test('the page is told of what was prepared, not of epochs that were looked through', async () => {
  const { shelf, tell, keys } = shelfOf();
  await shelf.open('run:a@1');
  expect(tell.models).toHaveBeenCalledTimes(1);
  expect(await shelf.prepare('run:a@1')).toMatchObject({ key: 'run:a@1' });
  expect([keys(), tell.models.mock.calls.length]).toEqual([['cca', 'run:a@1'], 2]);
});

test('what was used least recently goes first where there is no room; what answers stays', async () => {
  const { shelf, makers, keys } = shelfOf();
  for (const epoch of [1, 2, 3, 4]) await shelf.prepare(`run:a@${epoch}`);
  await shelf.open('run:a@1');
  await shelf.prepare('run:a@5');
  expect(keys().sort()).toEqual(['cca', 'run:a@1', 'run:a@3', 'run:a@4', 'run:a@5']);
  await shelf.open('run:a@2');
  expect(makers.epoch).toHaveBeenCalledTimes(6);
});

test('the newest two are kept, however large: they may stand side by side', async () => {
  const { shelf } = shelfOf({}, MIB / 2);
  await shelf.open('run:a');
  await shelf.open('run:b');
  expect([shelf.get('run:a')?.info.key, shelf.get('run:b')?.info.key]).toEqual(['run:a', 'run:b']);
  await shelf.open('run:c');
  expect([shelf.get('run:a'), shelf.get('run:b')?.info.key, shelf.get('run:c')?.info.key]).toEqual([null, 'run:b', 'run:c']);
});

test('of a run that goes on what was read before is forgotten, also what is just being read', async () => {
  const { shelf, makers, keys } = shelfOf();
  for (const key of ['run:a', 'run:a@1', 'run:ab']) await shelf.prepare(key);
  const late = shelf.open('run:a@2');
  shelf.forget('a');
  await late;
  expect([keys(), shelf.get('run:a@2')]).toEqual([['cca', 'run:ab'], null]);
  await shelf.open('run:a');
  expect(makers.run).toHaveBeenCalledTimes(3);
});

test('fits that go on or wait end once they are cancelled, and later ones do not', async () => {
  const seen: (string | null)[] = [];
  const { shelf } = shelfOf({
    method: async (name, preparation) => {
      await new Promise((resolve) => setTimeout(resolve));
      seen.push(preparation.stopped);
      if (preparation.stopped !== null) throw new Error(`${name}: ${preparation.stopped}`);
      return placed(name, MIB);
    },
  });
  const [first, second] = [shelf.prepare('method:sm'), shelf.prepare('method:scm')];
  shelf.cancel('a run began');
  await expect(first).rejects.toThrow('sm: a run began');
  await expect(second).rejects.toThrow('scm: a run began');
  expect(await shelf.prepare('method:sm')).toMatchObject({ key: 'method:sm' });
  expect(seen).toEqual(['a run began', 'a run began', null]);
});

test('another dataset forgets all, and what comes too late for it is refused', async () => {
  const fit = slowFit();
  const { shelf, makers, keys } = shelfOf({ run: () => fit.done });
  await shelf.prepare('run:a@1');
  const late = shelf.open('run:a');
  shelf.start(placed('cca', MIB));
  makers.run.mockResolvedValue(placed('new', MIB));
  const anew = shelf.open('run:a');
  fit.finish();
  await expect(late).rejects.toThrow('another one was opened meanwhile');
  expect((await anew).space.image.rows).toBe(MIB / 8);
  expect(keys()).toEqual(['cca']);
});
