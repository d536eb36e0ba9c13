/** MATLAB files: of version 5 to 7 by our own reader, of 7.3 by that of HDF5. */
import { openMat, type MatFile } from '../mat';
import { cellTexts, charTexts } from '../matTexts';
import type { MatVariable } from '../matVariable';
import { BundleError } from '../problem';
import { MOST_READ, type ByteFile } from './byteFile';
import type { Column, NumberColumn, OpenedFile, OpenFile, TextColumn } from './column';
import { guarded, isNarrow } from './guarded';
import { openHdf5 } from './hdf5Columns';
import { isHdf5 } from './hdf5Signature';
import { checkRange } from './rowRange';

const MOST_BYTES = 2 ** 31;
/** Of a character matrix or a cell vector, unpacked when the file is opened. */
const MOST_TEXT_BYTES = 2 ** 28;

const dtypes = new Map<string, string>([
  ['double', 'f8'], ['single', 'f4'], ['sparse', 'f8'], ['int8', 'i1'], ['uint8', 'u1'], ['int16', 'i2'], ['uint16', 'u2'],
  ['int32', 'i4'], ['uint32', 'u4'], ['int64', 'i8'], ['uint64', 'u8'],
]);

async function readWhole(file: ByteFile): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > MOST_BYTES) throw new BundleError(`${file.path}: expected a MATLAB file of at most ${MOST_BYTES} bytes, got ${file.size}.`, 'Save it with save(…, "-v7.3"), which is read in parts, or split it.');
  if (file.size <= MOST_READ) return file.read(0, file.size);
  const bytes = new Uint8Array(file.size);
  for (let start = 0; start < file.size; start += MOST_READ) bytes.set(await file.read(start, Math.min(start + MOST_READ, file.size)), start);
  return bytes;
}

function checkWhole(data: ArrayLike<number>, dtype: string, where: string): void {
  if (dtype !== 'i8' && dtype !== 'u8') return;
  for (let i = 0; i < data.length; i++) {
    if (Math.abs(data[i]!) > Number.MAX_SAFE_INTEGER) throw new BundleError(`${where}: expected integers below 2^53, got ${data[i]}.`, 'Save them as texts, or number the rows anew.');
  }
}

/** The whole matrix is read with its first rows, and kept. */
function numberColumn(mat: MatFile, name: string, variable: MatVariable, dtype: string): NumberColumn {
  const where = `${mat.path}, ${name}`;
  const [first = 0, second = 0] = variable.shape;
  const [rows, dims] = first === 1 ? [second, 1] : [first, second];
  const create = (length: number): Float32Array | Float64Array => (isNarrow(dtype) ? new Float32Array(length) : new Float64Array(length));
  const load = async () => {
    const { data } = await mat.read(name, create);
    checkWhole(data, dtype, where);
    return data;
  };
  let kept: ReturnType<typeof load> | null = null;
  return {
    kind: 'numbers', path: mat.path, name, rows, dims, shape: variable.shape, dtype,
    async readRows(start, end) {
      checkRange(where, rows, start, end);
      kept ??= load();
      return (await kept).slice(start * dims, end * dims);
    },
  };
}

function textColumn(path: string, name: string, texts: string[]): TextColumn {
  return {
    kind: 'texts', path, name, rows: texts.length,
    async readRows(start, end) {
      checkRange(`${path}, ${name}`, texts.length, start, end);
      return texts.slice(start, end);
    },
  };
}

async function textsOf(mat: MatFile, name: string, { className, shape }: MatVariable): Promise<string[] | null> {
  const isVector = shape.length === 2 && Math.min(...shape) === 1;
  if (className !== 'char' && !(className === 'cell' && isVector)) return null;
  const content = await mat.content(name);
  const where = `${mat.path}, ${name}`;
  if (content.bytes.length > MOST_TEXT_BYTES) throw new BundleError(`${where}: expected at most ${MOST_TEXT_BYTES} bytes of texts, got ${content.bytes.length}.`, 'Save the texts in a file of their own, one a line.');
  return className === 'char' ? charTexts(content, where) : cellTexts(content, where);
}

async function columnOf(mat: MatFile, name: string, variable: MatVariable): Promise<Column | null> {
  const dtype = dtypes.get(variable.className);
  const isMatrix = variable.shape.length === 2 && !variable.complex;
  if (dtype !== undefined) return isMatrix ? numberColumn(mat, name, variable, variable.logical ? 'b1' : dtype) : null;
  const texts = await textsOf(mat, name, variable);
  return texts && textColumn(mat.path, name, texts);
}

function kindOf({ className, shape, complex }: MatVariable): string {
  if (complex) return 'complex numbers';
  return shape.length > 2 ? `a ${shape.join('×')} array` : `class ${className}`;
}

async function openLevel5(file: ByteFile): Promise<OpenedFile> {
  const mat = await openMat(await readWhole(file), file.path);
  const columns: Column[] = [];
  const notes: string[] = [];
  for (const [name, variable] of mat.variables) {
    const column = await columnOf(mat, name, variable);
    if (column) columns.push(column);
    else notes.push(`"${name}" was left out: it holds ${kindOf(variable)}, no matrix of numbers and no texts.`);
  }
  return { path: file.path, format: 'MATLAB file', columns, notes, close: () => undefined };
}

/**
 * Variables that are matrices of numbers or truth values (sparse ones with their zeros), character matrices, and cell
 * vectors of texts; a matrix of one row is a vector of items. Up to 2 GiB are loaded whole; version 7.3 is read in
 * slices. Throws BundleError.
 */
export const openMatColumns: OpenFile = async (file) => ((await isHdf5(file)) ? openHdf5(file) : guarded(file.path, () => openLevel5(file)));
