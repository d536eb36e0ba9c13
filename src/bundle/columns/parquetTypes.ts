/** What a Parquet field holds: numbers under numpy's names, or texts. */
import type { SchemaElement } from 'hyparquet';
import { halvesToFloats } from '../float16';
import { wholeNumber } from './guarded';

/** A value as it is stored; a text of a dictionary is one already. */
export type Stored = number | bigint | boolean | Uint8Array | string;

export type Reading =
  | { kind: 'numbers'; dtype: string; read: (value: Stored, where: string) => number }
  | { kind: 'texts'; read: (value: Stored) => string };

const numbers = (dtype: string, read: (value: Stored, where: string) => number): Reading => ({ kind: 'numbers', dtype, read });
const texts = (read: (value: Stored) => string): Reading => ({ kind: 'texts', read });

const whole = (value: Stored, where: string): number => (typeof value === 'bigint' ? wholeNumber(value, where) : Number(value));
const decode = (value: Stored): string => (value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value));

/** Two's complement, the highest byte first. */
function bigEndian(bytes: Uint8Array): bigint {
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(8 * bytes.length, value);
}

function decimal({ scale = 0 }: SchemaElement): Reading {
  return numbers('f8', (value) => Number(value instanceof Uint8Array ? bigEndian(value) : value) / 10 ** scale);
}

const MOST_MS = 8.64e15;

function stamp(ms: number): string {
  return Math.abs(ms) <= MOST_MS ? new Date(ms).toISOString() : '';
}

const perMs: Record<string, bigint> = { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n };

/** Rounded down, also before 1970. */
function floorDivide(value: bigint, by: bigint): bigint {
  return value >= 0n ? value / by : -((-value + by - 1n) / by);
}

const timestamp = (unit: string): Reading => texts((value) => stamp(Number(floorDivide(typeof value === 'bigint' ? value : BigInt(Number(value)), perMs[unit] ?? 1n))));

const [JULIAN_1970, DAY_NS] = [2440588n, 86_400_000_000_000n];

/** Days of the Julian calendar above, nanoseconds of the day in the lower 64 bits. */
function int96(value: Stored): string {
  if (typeof value !== 'bigint') return '';
  const ns = ((value >> 64n) - JULIAN_1970) * DAY_NS + BigInt.asUintN(64, value);
  return stamp(Number(floorDivide(ns, 1_000_000n)));
}

function half(value: Stored): number {
  const bytes = value instanceof Uint8Array ? value : new Uint8Array(2);
  return halvesToFloats(Uint16Array.of(bytes[0]! | (bytes[1]! << 8)))[0]!;
}

function uuid(value: Stored): string {
  const hex = value instanceof Uint8Array ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('') : '';
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function integer({ type, converted_type: converted, logical_type: logical }: SchemaElement): Reading {
  const stored = type === 'INT64' ? 64 : 32;
  const [, unsigned, bits] = /^(U?)INT_(\d+)$/.exec(converted ?? '') ?? [];
  const width = logical?.type === 'INTEGER' ? logical.bitWidth : Number(bits ?? stored);
  const signed = logical?.type === 'INTEGER' ? logical.isSigned : unsigned !== 'U';
  const dtype = `${signed ? 'i' : 'u'}${[8, 16, 32, 64].includes(width) ? width / 8 : stored / 8}`;
  if (signed) return numbers(dtype, whole);
  return numbers(dtype, (value, where) => (typeof value === 'bigint' ? wholeNumber(BigInt.asUintN(64, value), where) : Number(value) >>> 0));
}

function bytesReading(element: SchemaElement): Reading | null {
  const { converted_type: converted, logical_type: logical } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return decimal(element);
  if (/^(UTF8|ENUM|JSON)$/.test(converted ?? '') || /^(STRING|ENUM|JSON)$/.test(logical?.type ?? '')) return texts(decode);
  return null;
}

function integerReading(element: SchemaElement): Reading {
  const { converted_type: converted, logical_type: logical } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return decimal(element);
  if (converted === 'DATE' || logical?.type === 'DATE') return texts((value) => stamp(Number(value) * 86_400_000).slice(0, 10));
  if (logical?.type === 'TIMESTAMP') return timestamp(logical.unit);
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS') return timestamp(converted.slice('TIMESTAMP_'.length));
  return integer(element);
}

function fixedReading(element: SchemaElement): Reading | null {
  const logical = element.logical_type?.type;
  if (logical === 'FLOAT16' && element.type_length === 2) return numbers('f2', half);
  if (logical === 'UUID' && element.type_length === 16) return texts(uuid);
  return bytesReading(element);
}

/** How values of the field are read, or null for bytes that are neither numbers nor texts. */
export function readingOf(element: SchemaElement): Reading | null {
  switch (element.type) {
    case 'BOOLEAN':
      return numbers('b1', Number);
    case 'FLOAT':
      return numbers('f4', Number);
    case 'DOUBLE':
      return numbers('f8', Number);
    case 'INT32':
    case 'INT64':
      return integerReading(element);
    case 'INT96':
      return texts(int96);
    case 'BYTE_ARRAY':
      return bytesReading(element);
    case 'FIXED_LEN_BYTE_ARRAY':
      return fixedReading(element);
    default:
      return null;
  }
}
