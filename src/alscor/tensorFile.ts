/** Named arrays in one file of bytes: https://github.com/huggingface/safetensors#format */
import { checkTensorBytes, headerEnd, LENGTH_BYTES, parseSafetensorsHeader, type TensorEntry } from '../bundle/columns/safetensorsHeader';
import { asObject, mismatch } from '../bundle/json';
import { BundleError } from '../bundle/problem';

export type TensorData = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Row-major. */
export interface NamedTensor {
  name: string;
  shape: number[];
  data: TensorData;
}

export interface TensorFile {
  tensors: Map<string, NamedTensor>;
  metadata: Record<string, string>;
}

/** Every engine has it; only the DOM lib declares it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };

const ALIGNMENT = 8;

function typeOf(data: TensorData): string {
  if (data instanceof Float32Array) return 'F32';
  if (data instanceof Float64Array) return 'F64';
  if (data instanceof Int32Array) return 'I32';
  return data instanceof Uint32Array ? 'U32' : 'U8';
}

/** The array's own bytes; copied only out of shared memory. */
function bytesOf({ buffer, byteOffset, byteLength }: TensorData): Uint8Array<ArrayBuffer> {
  if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer, byteOffset, byteLength);
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

function checkTensors(tensors: NamedTensor[]): void {
  const names = new Set<string>(['__metadata__']);
  for (const { name, shape, data } of tensors) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (size !== data.length) throw new RangeError(`Tensor ${name}: expected ${size} values of shape (${shape.join(', ')}), got ${data.length}.`);
    if (names.has(name)) throw new RangeError(`Tensor ${name}: expected a name that no other tensor has, got it twice.`);
    names.add(name);
  }
}

/** Length and header, padded with spaces so that the numbers start at a multiple of 8. */
function headerBytes(tensors: NamedTensor[], metadata: Record<string, string>): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ name, shape, data }): [string, object] => {
    const begin = end;
    end += data.byteLength;
    return [name, { dtype: typeOf(data), shape, data_offsets: [begin, end] }];
  });
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries])));
  const header = new Uint8Array(LENGTH_BYTES + Math.ceil(text.length / ALIGNMENT) * ALIGNMENT).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - LENGTH_BYTES), true);
  header.set(text, LENGTH_BYTES);
  return header;
}

/**
 * The parts of a safetensors file, one after the other. The widest numbers come first, so that each array lies at a
 * multiple of its item size. All parts but the first lie over the arrays given.
 * @throws RangeError for a name that stands twice, and where shape and values do not fit
 */
export function writeTensors(tensors: NamedTensor[], metadata: Record<string, string>): Uint8Array<ArrayBuffer>[] {
  checkTensors(tensors);
  const sorted = [...tensors].sort((a, b) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  return [headerBytes(sorted, metadata), ...sorted.map(({ data }) => bytesOf(data))];
}

interface ArrayKind {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, start: number, length: number): TensorData;
}

const kinds = new Map<string, ArrayKind>([
  ['F64', Float64Array],
  ['F32', Float32Array],
  ['I32', Int32Array],
  ['U32', Uint32Array],
  ['U8', Uint8Array],
]);

function readTensor(numbers: Uint8Array, entry: TensorEntry, path: string): NamedTensor {
  const { name, dtype, shape, begin, end } = entry;
  const kind = kinds.get(dtype);
  if (!kind) throw new BundleError(`${path}, ${name}: expected ${[...kinds.keys()].join(', ')}, got ${dtype}.`, 'Save it as F32.');
  checkTensorBytes(entry, kind.BYTES_PER_ELEMENT, path);
  const own = numbers.subarray(begin, end);
  const aligned = own.byteOffset % kind.BYTES_PER_ELEMENT === 0 ? own : own.slice();
  return { name, shape, data: new kind(aligned.buffer, aligned.byteOffset, (end - begin) / kind.BYTES_PER_ELEMENT) };
}

function readMetadata(metadata: unknown, path: string): Record<string, string> {
  const entries = Object.entries(metadata === undefined ? {} : asObject(metadata, `${path}, __metadata__`));
  return Object.fromEntries(
    entries.map(([name, value]): [string, string] => {
      if (typeof value !== 'string') throw mismatch(`${path}, __metadata__, ${name}`, 'a text', value);
      return [name, value];
    }),
  );
}

/**
 * What a safetensors file holds. Arrays lie over `bytes` wherever their place allows it.
 * @param path for errors
 * @throws BundleError for another or a damaged file, and for other types than F64, F32, I32, U32 and U8
 */
export function readTensors(bytes: Uint8Array, path = 'The file'): TensorFile {
  const start = headerEnd(bytes.subarray(0, LENGTH_BYTES), bytes.length, path);
  const { entries, metadata } = parseSafetensorsHeader(bytes.subarray(LENGTH_BYTES, start), bytes.length - start, path);
  const numbers = bytes.subarray(start);
  return {
    tensors: new Map(entries.map((entry) => [entry.name, readTensor(numbers, entry, path)])),
    metadata: readMetadata(metadata, path),
  };
}
