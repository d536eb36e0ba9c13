/** Arrays in numpy's .npy files, read by rows. */
import { checkSize } from '../npy';
import { headerSpan, parseNpyHeader, type NpyHeader } from '../npyHeader';
import type { ByteFile } from './byteFile';
import type { NumberColumn, OpenedFile } from './column';
import { placeOf } from './rowRange';
import { storedColumn } from './storedColumn';

const FIRST_BYTES = 4096;

async function readHeader(file: ByteFile, where: string): Promise<NpyHeader> {
  const first = await file.read(0, Math.min(FIRST_BYTES, file.size));
  const { to } = headerSpan(first, where);
  return parseNpyHeader(to > first.length ? await file.read(0, Math.min(to, file.size)) : first, where);
}

/** The array of a .npy file as a column of this name and path. Throws BundleError as `openNpy` does. */
export async function npyColumn(file: ByteFile, path: string, name: string): Promise<NumberColumn> {
  const header = await readHeader(file, placeOf({ path, name }));
  checkSize(header, file.size - header.start, placeOf({ path, name }));
  const { shape, dtype, bigEndian, fortranOrder, start } = header;
  return storedColumn(file, { path, name, shape, type: dtype, bigEndian, fortranOrder, start });
}

/**
 * One column; only the header and the rows that are asked for are read. Throws BundleError for a single number, for
 * other types than numbers and truth values, and where shape × item size differs from the bytes present.
 */
export async function openNpy(file: ByteFile): Promise<OpenedFile> {
  return { path: file.path, format: 'numpy array', columns: [await npyColumn(file, file.path, '')], notes: [], close: () => undefined };
}
