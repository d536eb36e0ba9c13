/** Numbers of a matrix element: stored in the smallest type that holds them, whatever the matrix's own class. */
import { damagedMat, elementAt, viewOf, type MatElement } from './matElements';

interface Storage {
  itemSize: number;
  read: (view: DataView, at: number, littleEndian: boolean) => number;
}

const storages = new Map<number, Storage>([
  [1, { itemSize: 1, read: (view, at) => view.getInt8(at) }],
  [2, { itemSize: 1, read: (view, at) => view.getUint8(at) }],
  [3, { itemSize: 2, read: (view, at, littleEndian) => view.getInt16(at, littleEndian) }],
  [4, { itemSize: 2, read: (view, at, littleEndian) => view.getUint16(at, littleEndian) }],
  [5, { itemSize: 4, read: (view, at, littleEndian) => view.getInt32(at, littleEndian) }],
  [6, { itemSize: 4, read: (view, at, littleEndian) => view.getUint32(at, littleEndian) }],
  [7, { itemSize: 4, read: (view, at, littleEndian) => view.getFloat32(at, littleEndian) }],
  [9, { itemSize: 8, read: (view, at, littleEndian) => view.getFloat64(at, littleEndian) }],
  [12, { itemSize: 8, read: (view, at, littleEndian) => Number(view.getBigInt64(at, littleEndian)) }],
  [13, { itemSize: 8, read: (view, at, littleEndian) => Number(view.getBigUint64(at, littleEndian)) }],
]);
const BYTE: Storage = storages.get(2)!;

export interface MatNumbers {
  length: number;
  /** Number i, of 64-bit integers the nearest double. */
  at(i: number): number;
  /** Where the next element starts. */
  end: number;
}

function storageOf({ type }: MatElement, where: string): Storage {
  const storage = storages.get(type);
  if (!storage) throw damagedMat(where, 'numbers', `an element of type ${type}`);
  return storage;
}

/**
 * The numbers of the element at byte `at`. MATLAB stores the truth values of sparse matrices as bytes though it calls
 * them doubles; `truths` is their count, or undefined for other numbers. Throws BundleError where they are no numbers.
 */
export function numbersAt(content: Uint8Array<ArrayBuffer>, at: number, littleEndian: boolean, where: string, truths?: number): MatNumbers {
  const element = elementAt(content, at, littleEndian, where);
  const { itemSize, read } = element.bytes.length === truths ? BYTE : storageOf(element, where);
  const length = element.bytes.length / itemSize;
  if (!Number.isInteger(length)) throw damagedMat(where, `a multiple of ${itemSize} bytes`, `${element.bytes.length}`);
  const view = viewOf(element.bytes);
  return { length, at: (i) => read(view, i * itemSize, littleEndian), end: element.end };
}
