/** Tensors in .safetensors files, read by rows. */
import { BundleError } from '../problem';
import type { ByteFile } from './byteFile';
import type { NumberColumn, OpenedFile } from './column';
import { checkTensorBytes, headerEnd, LENGTH_BYTES, notSafetensors, parseSafetensorsHeader, type TensorEntry } from './safetensorsHeader';
import { storedColumn } from './storedColumn';
import { itemBytes } from './storedNumbers';

const types = new Map([
  ['BOOL', 'b1'],
  ['I8', 'i1'],
  ['I16', 'i2'],
  ['I32', 'i4'],
  ['I64', 'i8'],
  ['U8', 'u1'],
  ['U16', 'u2'],
  ['U32', 'u4'],
  ['U64', 'u8'],
  ['F16', 'f2'],
  ['BF16', 'bf2'],
  ['F32', 'f4'],
  ['F64', 'f8'],
]);

async function readHeader(file: ByteFile): Promise<{ entries: TensorEntry[]; start: number }> {
  const start = headerEnd(await file.read(0, Math.min(LENGTH_BYTES, file.size)), file.size, file.path);
  return { entries: parseSafetensorsHeader(await file.read(LENGTH_BYTES, start), file.size - start, file.path).entries, start };
}

/** Throws BundleError for tensors that cannot be a column, and where shape × item size differs from the tensor's bytes. */
function tensorColumn(file: ByteFile, entry: TensorEntry, start: number): NumberColumn {
  const { name, dtype, shape, begin } = entry;
  const type = types.get(dtype);
  if (type === undefined) throw new BundleError(`${file.path}, ${name}: expected ${[...types.keys()].join(', ')}, got ${dtype}.`, 'Save it as F16 or F32.');
  checkTensorBytes(entry, itemBytes(type), file.path);
  return storedColumn(file, { path: file.path, name, shape, type, bigEndian: false, fortranOrder: false, start: start + begin });
}

/**
 * A column a tensor; only the header and the rows that are asked for are read. Single numbers, empty tensors and other
 * types (e.g. F8_E4M3) are left out with a note. Throws BundleError where the header does not fit the file, above 16 MiB
 * of header, and where no tensor is left.
 */
export async function openSafetensors(file: ByteFile): Promise<OpenedFile> {
  const { entries, start } = await readHeader(file);
  const columns: NumberColumn[] = [];
  const notes: string[] = [];
  for (const entry of entries) {
    const usable = types.has(entry.dtype) && entry.shape.length > 0 && !entry.shape.includes(0);
    if (usable) columns.push(tensorColumn(file, entry, start));
    else notes.push(`Tensor ${entry.name} was left out: it is ${entry.dtype} of shape (${entry.shape.join(', ')}).`);
  }
  if (columns.length === 0) throw notSafetensors(file.path, 'a vector or matrix of numbers', notes[0] ?? 'no tensors');
  return { path: file.path, format: 'safetensors', columns, notes, close: () => undefined };
}
