/** What a matrix element of a MATLAB file says about itself before its numbers. */
import { damagedMat, elementAt, viewOf, type MatElement } from './matElements';

const classNames = [
  'unknown', 'cell', 'struct', 'object', 'char', 'sparse', 'double', 'single', 'int8', 'uint8',
  'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'function', 'opaque',
] as const;

export type MatClass = (typeof classNames)[number];

export interface MatVariable {
  /** Empty for MATLAB's own hidden data. */
  name: string;
  className: MatClass;
  /** True where the numbers are truth values. */
  logical: boolean;
  complex: boolean;
  /** Sizes as in MATLAB, at least two; none for class "opaque". */
  shape: number[];
}

const [INT8, INT32, UINT32, UTF8] = [1, 5, 6, 16];
const LOGICAL = 0x200;
const COMPLEX = 0x800;
const MOST_DIMENSIONS = 32;

function parseFlags({ type, bytes }: MatElement, littleEndian: boolean, where: string) {
  if (type !== UINT32 || bytes.length !== 8) throw damagedMat(where, 'the flags of a matrix as 2 unsigned 32-bit integers', `${bytes.length} bytes of type ${type}`);
  const word = viewOf(bytes).getUint32(0, littleEndian);
  const className = classNames[word & 0xff];
  if (className === undefined || className === 'unknown') throw damagedMat(where, `a class from 1 to ${classNames.length - 1}`, `${word & 0xff}`);
  return { className, logical: (word & LOGICAL) !== 0, complex: (word & COMPLEX) !== 0 };
}

function parseShape({ type, bytes }: MatElement, littleEndian: boolean, where: string): number[] {
  const sizes = bytes.length / 4;
  if ((type !== INT32 && type !== UINT32) || !Number.isInteger(sizes) || sizes < 2 || sizes > MOST_DIMENSIONS) {
    throw damagedMat(where, `2 to ${MOST_DIMENSIONS} sizes of a matrix as 32-bit integers`, `${bytes.length} bytes of type ${type}`);
  }
  const view = viewOf(bytes);
  const shape = Array.from({ length: sizes }, (_, i) => view.getInt32(4 * i, littleEndian));
  if (shape.some((size) => size < 0)) throw damagedMat(where, 'sizes of at least 0', shape.join('×'));
  return shape;
}

function parseName({ type, bytes }: MatElement, where: string): string {
  if (type !== INT8 && type !== UTF8) throw damagedMat(where, 'the name of a matrix as text', `type ${type}`);
  return new TextDecoder().decode(bytes);
}

/** `content` is a matrix element without its tag, or its start. `dataAt` is where its numbers begin. Throws BundleError. */
export function parseVariable(content: Uint8Array<ArrayBuffer>, littleEndian: boolean, where: string): MatVariable & { dataAt: number } {
  const flags = elementAt(content, 0, littleEndian, where);
  const kind = parseFlags(flags, littleEndian, where);
  const sizes = kind.className === 'opaque' ? undefined : elementAt(content, flags.end, littleEndian, where);
  const shape = sizes ? parseShape(sizes, littleEndian, where) : [];
  const name = elementAt(content, sizes?.end ?? flags.end, littleEndian, where);
  return { name: parseName(name, where), ...kind, shape, dataAt: name.end };
}
