/** The header of a safetensors file: https://github.com/huggingface/safetensors#format */
import { asInteger, asList, asObject, asText, decodeText, field, mismatch, parseJson } from '../json';
import { BundleError } from '../problem';

export interface TensorEntry {
  name: string;
  /** As the file says it, e.g. "F16". */
  dtype: string;
  shape: number[];
  /** Bytes after the header. */
  begin: number;
  end: number;
}

export interface SafetensorsHeader {
  /** In the order of their bytes. */
  entries: TensorEntry[];
  /** As the file says it, unchecked; undefined where it says nothing. */
  metadata: unknown;
}

export const LENGTH_BYTES = 8;
const LONGEST_HEADER = 2 ** 24;
const RESAVE = 'Save it again with safetensors.numpy.save_file.';
const sizeOf = (value: unknown, where: string): number => asInteger(value, where, 0);

function parseEntry(name: string, value: unknown, where: string): TensorEntry {
  const entry = asObject(value, where);
  const offsets = asList(field(entry, 'data_offsets'), `${where}, data_offsets`, sizeOf);
  const [begin, end] = offsets;
  if (begin === undefined || end === undefined || offsets.length !== 2 || begin > end) throw mismatch(`${where}, data_offsets`, 'a start and an end', offsets, RESAVE);
  return { name, dtype: asText(field(entry, 'dtype'), `${where}, dtype`), shape: asList(field(entry, 'shape'), `${where}, shape`, sizeOf), begin, end };
}

/** The tensors lie one after the other and fill the file, so that none shares bytes with another and a name stands once. */
function checkOffsets(entries: TensorEntry[], dataBytes: number, path: string): void {
  let at = 0;
  for (const { name, begin, end } of entries) {
    if (begin !== at || end > dataBytes) throw new BundleError(`${path}, ${name}: expected a tensor from byte ${at} on within ${dataBytes}, got bytes ${begin} to ${end}.`, 'The file is damaged or cut off: copy or download it again.');
    at = end;
  }
  if (at !== dataBytes) throw new BundleError(`${path}: expected ${at} bytes of tensors, got ${dataBytes}.`, 'The file is damaged or not complete: copy or download it again.');
}

export function notSafetensors(path: string, expected: string, got: string): BundleError {
  return new BundleError(`${path}: expected a safetensors file with ${expected}, got ${got}.`, 'Save it with safetensors.numpy.save_file, or as .npy.');
}

/** The byte at which the header ends and the numbers begin. Throws BundleError above 16 MiB of header and beyond the file. @param first the file's first 8 bytes */
export function headerEnd(first: Uint8Array, fileBytes: number, path: string): number {
  if (first.length < LENGTH_BYTES) throw notSafetensors(path, 'at least 8 bytes', `${fileBytes}`);
  const length = new DataView(first.buffer, first.byteOffset).getBigUint64(0, true);
  if (length > LONGEST_HEADER) throw notSafetensors(path, `a header of at most ${LONGEST_HEADER} bytes`, `${length}`);
  const end = LENGTH_BYTES + Number(length);
  if (end > fileBytes) throw notSafetensors(path, `a header of ${length} bytes`, `a file that ends after ${fileBytes - LENGTH_BYTES} of them`);
  return end;
}

/** Throws BundleError where shape × item size differs from the tensor's bytes. */
export function checkTensorBytes({ name, dtype, shape, begin, end }: TensorEntry, itemBytes: number, path: string): void {
  const bytes = shape.reduce((product, size) => product * size, itemBytes);
  if (bytes !== end - begin) throw new BundleError(`${path}, ${name}: shape (${shape.join(', ')}) of ${dtype}: expected ${bytes} bytes, got ${end - begin}.`, 'The file is damaged: copy or download it again.');
}

/** Throws BundleError where the header, its offsets or the file's size do not fit. */
export function parseSafetensorsHeader(bytes: Uint8Array, dataBytes: number, path: string): SafetensorsHeader {
  const header = asObject(parseJson(decodeText(bytes, path), `${path}, header`), `${path}, header`);
  const named = Object.entries(header).filter(([name]) => name !== '__metadata__');
  const entries = named.map(([name, value]) => parseEntry(name, value, `${path}, ${name}`));
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkOffsets(entries, dataBytes, path);
  return { entries, metadata: field(header, '__metadata__') };
}
