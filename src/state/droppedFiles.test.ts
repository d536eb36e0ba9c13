import { expect, test } from 'vitest';
import { droppedFiles, dropOf } from './droppedFiles';

const file = new File(['x'], 'x');
const fileEntry = (name: string) => ({ isFile: true, name, file: (resolve: (file: File) => void) => resolve(file) });
const folderEntry = (name: string, batches: object[][]) => ({
  isFile: false,
  name,
  createReader: () => {
    const rest = [...batches];
    return { readEntries: (resolve: (entries: object[]) => void) => resolve(rest.shift() ?? []) };
  },
});
const drop = (...entries: object[]) => {
  const transfer: object = { items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [] };
  return droppedFiles(transfer as DataTransfer);
};

test('a folder is read in batches until one is empty, and its own name is left off', async () => {
  const { name, files } = await drop(folderEntry('bundle', [[fileEntry('a')], [fileEntry('b'), folderEntry('c', [[fileEntry('d')]])]]));
  expect(name).toBe('bundle');
  expect(files.map(({ path }) => path).sort()).toEqual(['a', 'b', 'c/d']);
});

test('files that lie side by side keep their paths; one alone gives its name', () => {
  const beside = [{ path: 'a/b', file }, { path: 'c', file }];
  expect(dropOf(beside)).toEqual({ name: '', files: beside });
  expect(dropOf([{ path: 'my data.npz', file }]).name).toBe('my data');
  expect(dropOf([])).toEqual({ name: '', files: [] });
});
