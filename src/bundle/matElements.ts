/** Data elements, which MATLAB files of level 5 consist of: a tag with type and size, then the bytes. */
import { BundleError } from './problem';

/** Types of elements that hold others. */
export const MATRIX = 14;
export const COMPRESSED = 15;

export interface MatElement {
  type: number;
  /** A view of the file's bytes. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where the next element starts. */
  end: number;
}

export function damagedMat(where: string, expected: string, got: string): BundleError {
  return new BundleError(`${where}: expected ${expected}, got ${got}.`, 'The file is damaged or cut off: copy or download it again.');
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The element that starts at `at`. One of up to 4 bytes may lie inside of its tag; others are padded to a multiple of
 * 8 bytes, save compressed ones. Throws BundleError where it would end after `bytes`.
 */
export function elementAt(bytes: Uint8Array<ArrayBuffer>, at: number, littleEndian: boolean, where: string): MatElement {
  if (at + 8 > bytes.length) throw damagedMat(where, `8 bytes of a tag at byte ${at}`, `${Math.max(0, bytes.length - at)}`);
  const view = viewOf(bytes);
  const word = view.getUint32(at, littleEndian);
  const inTag = word >>> 16;
  if (inTag > 4) throw damagedMat(where, `an element of at most 4 bytes inside of the tag at byte ${at}`, `${inTag}`);
  if (inTag > 0) return { type: word & 0xffff, bytes: bytes.subarray(at + 4, at + 4 + inTag), end: at + 8 };
  const start = at + 8;
  const size = view.getUint32(at + 4, littleEndian);
  if (start + size > bytes.length) throw damagedMat(where, `${size} bytes from byte ${start} on`, `${bytes.length - start}`);
  const padded = word === COMPRESSED ? size : Math.ceil(size / 8) * 8;
  return { type: word, bytes: bytes.subarray(start, start + size), end: Math.min(start + padded, bytes.length) };
}

/** The elements from `start` to the end of `bytes`, none inside of another. */
export function* elementsFrom(bytes: Uint8Array<ArrayBuffer>, start: number, littleEndian: boolean, where: string): Generator<MatElement> {
  for (let at = start; at < bytes.length; ) {
    const element = elementAt(bytes, at, littleEndian, where);
    yield element;
    at = element.end;
  }
}
