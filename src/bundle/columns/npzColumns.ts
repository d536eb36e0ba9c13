/** Archives of numpy's savez, savez_compressed, and of scipy.sparse.save_npz. */
import { UnsupportedArray } from '../npyHeader';
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { Column, OpenedFile } from './column';
import { npyColumn } from './npyColumns';
import { isSparse, sparseNpzColumn, type NpzArrays } from './sparseNpz';
import { listZipped, zippedFile } from './zippedFiles';

const RESAVE = 'Save it again with numpy.savez.';

/** A Map, as an array may be called __proto__. Throws BundleError where two arrays have one name. */
async function arraysOf(file: ByteFile, notes: string[]): Promise<NpzArrays> {
  const zip = await file.blob();
  const arrays: NpzArrays = new Map();
  for (const entry of await listZipped(zip, file.path)) {
    const name = entry.path.replace(/\.npy$/, '');
    if (name === entry.path) notes.push(`${entry.path} was left out: it is no .npy array.`);
    else if (arrays.has(name)) throw new BundleError(`${file.path}: expected each array once, got ${name} twice.`, RESAVE);
    else arrays.set(name, zippedFile(zip, file.path, entry, name));
  }
  return arrays;
}

/** Arrays that are no columns, such as texts and single numbers, are told in the notes. */
async function columnsOf(arrays: NpzArrays, path: string, notes: string[]): Promise<Column[]> {
  const columns: Column[] = [];
  for (const [name, array] of arrays) {
    try {
      columns.push(await npyColumn(array, path, name));
    } catch (problem) {
      if (!(problem instanceof UnsupportedArray)) throw problem;
      notes.push(`${name} was left out: ${problem.message}`);
    }
  }
  return columns;
}

/**
 * A column an array; a sparse matrix is one column named '', whose rows are filled in on reading. Rows of stored arrays
 * are read from the file; a packed array is unpacked whole when the first of its rows is read. Throws BundleError for
 * what is no whole zip, above its caps, for a damaged array, and where no array is left.
 */
export async function openNpz(file: ByteFile): Promise<OpenedFile> {
  const notes: string[] = [];
  const arrays = await arraysOf(file, notes);
  const close = (): void => arrays.clear();
  if (isSparse(arrays)) return { path: file.path, format: 'scipy sparse matrix', columns: [await sparseNpzColumn(arrays, file.path)], notes, close };
  const columns = await columnsOf(arrays, file.path, notes);
  if (columns.length > 0) return { path: file.path, format: 'numpy archive', columns, notes, close };
  throw new BundleError(`${file.path}: expected an array of numbers, got none. ${notes[0] ?? 'It is empty.'}`, RESAVE);
}
