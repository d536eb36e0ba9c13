/** Header of a .npy file: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
import { BundleError } from './problem';

export interface NpyHeader {
  shape: number[];
  /** Kind and item size without byte order, e.g. "f4", "i8", "b1". */
  dtype: string;
  bigEndian: boolean;
  fortranOrder: boolean;
  /** Offset of the first item in bytes. */
  start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const ALIGNMENT = 64;
const LONGEST_HEADER = 1 << 20;
const RESAVE = 'Save the array again with numpy.save, as a plain numeric array.';

/** A whole array that holds something else than rows of numbers. */
export class UnsupportedArray extends BundleError {}

function damaged(name: string, expected: string, got: string): BundleError {
  return new BundleError(`${name}: reading the .npy header: expected ${expected}, got ${got}.`, RESAVE);
}

function unsupported(name: string, expected: string, got: string): UnsupportedArray {
  const { message, advice } = damaged(name, expected, got);
  return new UnsupportedArray(message, advice);
}

/** Where the header's text lies, from the first 12 bytes. Throws BundleError where they start no header. */
export function headerSpan(bytes: Uint8Array, name: string): { from: number; to: number } {
  if (bytes.length < 10) throw damaged(name, 'at least 10 bytes', `${bytes.length}`);
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) throw damaged(name, 'the bytes "\\x93NUMPY" at the start', 'something else');
  const version = bytes[6]!;
  if (version < 1 || version > 3) throw damaged(name, 'format version 1, 2 or 3', `${version}`);
  const from = version === 1 ? 10 : 12;
  if (bytes.length < from) throw damaged(name, `at least ${from} bytes`, `${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) throw damaged(name, `a header of at most ${LONGEST_HEADER} bytes`, `${length}`);
  return { from, to: from + length };
}

function parseShape(inside: string, name: string): number[] {
  const parts = inside.split(',').map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  if (parts.length > 32 || parts.some((part) => !/^\d{1,16}L?$/.test(part))) throw damaged(name, 'a shape of whole numbers', `(${inside})`);
  return parts.map((part) => Number.parseInt(part, 10));
}

function parseType(text: string, name: string): { descr: string; dtype: string } {
  const descr = /['"]descr['"]\s*:\s*['"]([^'"]*)['"]/.exec(text)?.[1];
  if (descr === undefined) {
    const got = /['"]descr['"]\s*:\s*\[/.test(text) ? 'a structured type' : 'none';
    throw unsupported(name, 'a dtype such as <f4', got);
  }
  const dtype = /^[<>|=]?(b1|[iu][1248]|f[248])$/.exec(descr)?.[1];
  if (!dtype) throw unsupported(name, 'bool, int8 to int64, uint8 to uint64 or float16 to float64', `dtype ${descr}`);
  return { descr, dtype };
}

/** Throws BundleError naming the file and what is wrong with its header. */
export function parseNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  const { from, to } = headerSpan(bytes, name);
  if (to > bytes.length) throw damaged(name, `a header of ${to - from} bytes`, `a file that ends after ${bytes.length - from} of them`);
  const text = new TextDecoder('latin1').decode(bytes.subarray(from, to));
  const { descr, dtype } = parseType(text, name);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  if (!order) throw damaged(name, 'fortran_order True or False', 'neither');
  const inside = /['"]shape['"]\s*:\s*\(([^()]*)\)/.exec(text)?.[1];
  if (inside === undefined) throw damaged(name, 'a shape in parentheses', 'none');
  return { shape: parseShape(inside, name), dtype, bigEndian: descr.startsWith('>'), fortranOrder: order === 'True', start: to };
}

/** Version 1 header of a C-order array, padded with spaces so that the items start at a multiple of 64 bytes. */
export function formatNpyHeader(descr: string, shape: number[]): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const total = Math.ceil((10 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = new TextEncoder().encode(`${text.padEnd(total - 11)}\n`);
  return Uint8Array.of(...MAGIC, 1, 0, header.length & 0xff, header.length >> 8, ...header);
}
