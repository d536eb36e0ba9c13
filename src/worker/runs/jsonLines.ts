/** Lists that grow at their end: one JSON value a line. */
import { decodeText, parseJson } from '../../bundle/json';
import { BundleError } from '../../bundle/problem';
import { writeJson } from './fields';

const NEWLINE = 10;

/** Values that can be relied on, and the bytes that they take. */
export interface Lines<T> {
  values: T[];
  bytes: number;
  /** Why the line after them is none; null where there is no other. */
  fault: BundleError | null;
}

export function encodeLines(values: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(values.map((value) => `${writeJson(value)}\n`).join(''));
}

function decodeLine<T>(bytes: Uint8Array, path: string, check: (value: unknown, where: string) => T): T | BundleError {
  try {
    return check(parseJson(decodeText(bytes, path), path), path);
  } catch (problem) {
    if (problem instanceof BundleError) return problem;
    throw problem;
  }
}

/** The lines from the first on that are whole and `wanted`; a file whose end was not written whole has fewer. */
export function decodeLines<T>(bytes: Uint8Array, path: string, check: (value: unknown, where: string) => T, wanted: (value: T) => boolean): Lines<T> {
  const values: T[] = [];
  let at = 0;
  while (at < bytes.length) {
    const where = `${path}, line ${values.length}`;
    const end = bytes.indexOf(NEWLINE, at);
    const cutOff = new BundleError(`${where}: expected a whole line, got ${bytes.length - at} bytes without an end.`, 'The file was cut off or is damaged.');
    const value = end < 0 ? cutOff : decodeLine(bytes.subarray(at, end), where, check);
    if (value instanceof BundleError) return { values, bytes: at, fault: value };
    if (!wanted(value)) break;
    values.push(value);
    at = end + 1;
  }
  return { values, bytes: at, fault: null };
}
