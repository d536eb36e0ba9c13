/** The values of one page, by each of Parquet's encodings. */
import type { Encoding, ParquetType } from 'hyparquet';
import { PageDamage, decodeRuns } from './parquetRuns';
import type { ParquetLibrary } from './parquetLibrary';
import type { Stored } from './parquetTypes';

export type Values = ArrayLike<Stored>;

export interface Packed {
  bytes: Uint8Array;
  /** Where the values begin. */
  at: number;
  count: number;
  type: ParquetType;
  /** Bytes of a value of fixed length. */
  typeLength: number | undefined;
  encoding: Encoding;
  dictionary: Values | null;
}

const WIDTHS: Record<ParquetType, number> = { BOOLEAN: 1 / 8, INT32: 4, INT64: 8, INT96: 12, FLOAT: 4, DOUBLE: 8, BYTE_ARRAY: 4, FIXED_LEN_BYTE_ARRAY: 0 };

const widthOf = ({ type, typeLength }: Packed): number => WIDTHS[type] || (typeLength ?? 0);

/** Memory is taken for `count` values next: the page must hold them. */
function checkHeld(packed: Packed): void {
  const bytes = Math.ceil(packed.count * widthOf(packed));
  if (packed.at + bytes > packed.bytes.length) throw new PageDamage(`${packed.count} values in ${packed.bytes.length - packed.at} bytes`);
}

function viewAt({ bytes, at }: Packed) {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: at };
}

function fromDictionary({ bytes, at, count, dictionary }: Packed): Values {
  if (!dictionary) throw new PageDamage('places in a dictionary that is missing');
  if (at >= bytes.length) throw new PageDamage('places in a dictionary without their width');
  const places = decodeRuns(bytes, at + 1, bytes.length, bytes[at]!, new Uint32Array(count));
  const values: Stored[] = [];
  for (const place of places) {
    if (place >= dictionary.length) throw new PageDamage(`place ${place} in a dictionary of ${dictionary.length}`);
    values.push(dictionary[place]!);
  }
  return values;
}

function deltaIntegers(packed: Packed, { deltaIntegers: unpack }: ParquetLibrary): Values {
  const { type, count } = packed;
  if (type !== 'INT32' && type !== 'INT64') throw new PageDamage(`differences of ${type}`);
  const output = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
  unpack(viewAt(packed), count, output);
  return output;
}

/** Texts that share their first bytes with the one before. */
function deltaTexts(packed: Packed, { deltaIntegers: unpack }: ParquetLibrary): Values {
  const { bytes, count } = packed;
  const reader = viewAt(packed);
  const [shared, own] = [new Int32Array(count), new Int32Array(count)];
  unpack(reader, count, shared);
  unpack(reader, count, own);
  let before: Uint8Array = new Uint8Array(0);
  return Array.from({ length: count }, (_, i) => {
    const end = reader.offset + own[i]!;
    if (shared[i]! < 0 || shared[i]! > before.length || own[i]! < 0 || end > bytes.length) throw new PageDamage(`text ${i + 1} of ${shared[i]} shared and ${own[i]} own bytes`);
    const text = new Uint8Array(shared[i]! + own[i]!);
    text.set(before.subarray(0, shared[i]!));
    text.set(bytes.subarray(reader.offset, end), shared[i]!);
    reader.offset = end;
    return (before = text);
  });
}

function lengthTexts(packed: Packed, library: ParquetLibrary): Values {
  const output: Uint8Array[] = [];
  library.deltaLengths(viewAt(packed), packed.count, output);
  return output;
}

/** Truth values as runs, behind their length in bytes. */
function truthRuns(packed: Packed): Values {
  const { bytes, at, count, type } = packed;
  if (type !== 'BOOLEAN' || at + 4 > bytes.length) throw new PageDamage(`runs of ${type}`);
  const { view } = viewAt(packed);
  return decodeRuns(bytes, at + 4, Math.min(bytes.length, at + 4 + view.getUint32(at, true)), 1, new Uint8Array(count));
}

/** Throws PageDamage, or what the library throws, where the page does not hold them. */
export function valuesOf(packed: Packed, library: ParquetLibrary): Values {
  if (packed.count === 0) return [];
  switch (packed.encoding) {
    case 'PLAIN':
      checkHeld(packed);
      return library.readPlain(viewAt(packed), packed.type, packed.count, packed.typeLength);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return fromDictionary(packed);
    case 'RLE':
      return truthRuns(packed);
    case 'BYTE_STREAM_SPLIT':
      checkHeld(packed);
      return library.splitStreams(viewAt(packed), packed.count, packed.type, packed.typeLength);
    case 'DELTA_BINARY_PACKED':
      return deltaIntegers(packed, library);
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return lengthTexts(packed, library);
    case 'DELTA_BYTE_ARRAY':
      return deltaTexts(packed, library);
    default:
      throw new PageDamage(`encoding ${packed.encoding}`);
  }
}
