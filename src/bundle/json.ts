/** Checks of values that came out of JSON. Each throws BundleError with the place, what was expected and what is there. */
import { BundleError, reasonOf } from './problem';

/** Every engine has it; only the DOM lib declares it, without which src/alscor is compiled. */
declare const TextDecoder: new (label: 'utf-8', options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

export type JsonObject = Record<string, unknown>;

/** TextDecoder gives "" above 512 MiB in Chromium, without an error. */
const LONGEST_TEXT = 2 ** 28;

export function decodeText(bytes: Uint8Array, path: string): string {
  if (bytes.length > LONGEST_TEXT) throw new BundleError(`${path}: expected at most ${LONGEST_TEXT} bytes of text, got ${bytes.length}.`, 'Use a smaller dataset.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BundleError(`${path}: expected UTF-8 text, got other bytes.`, 'Save the file as UTF-8; if it was, it is damaged: copy it again.', { cause });
  }
}

export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const got = text.trimStart().startsWith('<') ? 'a web page' : reasonOf(cause);
    throw new BundleError(`${where}: expected JSON, got: ${got}.`, 'Write it with a JSON library, e.g. json.dump.', { cause });
  }
}

/** JSON.parse reads nesting that JSON.stringify overflows the stack on. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'something too deeply nested or too long to show';
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = asJson(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function mismatch(where: string, expected: string, got: unknown, advice = `Correct ${where}.`): BundleError {
  return new BundleError(`${where}: expected ${expected}, got ${describe(got)}.`, advice);
}

/** A field of its own: names such as __proto__ or constructor find nothing inherited. */
export function field(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function asObject(value: unknown, where: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(where, 'an object', value);
  return value as JsonObject;
}

export function asText(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw mismatch(where, 'a text', value);
  return value;
}

export function asInteger(value: unknown, where: string, least = 1): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) throw mismatch(where, `a whole number of at least ${least}`, value);
  return value;
}

export function asNumber(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw mismatch(where, 'a number', value);
  return value;
}

export function asBoolean(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') throw mismatch(where, 'true or false', value);
  return value;
}

export function asList<T>(value: unknown, where: string, each: (value: unknown, where: string) => T): T[] {
  if (!Array.isArray(value)) throw mismatch(where, 'a list', value);
  return value.map((entry: unknown, i) => each(entry, `${where}[${i}]`));
}

/** null counts as absent: Python writes None so. */
export function optional<T>(value: unknown, where: string, check: (value: unknown, where: string) => T): T | undefined {
  return value === undefined || value === null ? undefined : check(value, where);
}
