/** Checks of values that came out of a run's JSON. Each throws BundleError with the place, what was expected and what is there. */
import { defaultConfig, type AlscorConfig } from '../../alscor/config';
import { readConfig } from '../../alscor/readConfig';
import type { ConfigChange } from '../../alscor/runState';
import { asInteger, asNumber, asObject, field, mismatch, type JsonObject } from '../../bundle/json';
import { isDatasetId } from '../library/entry';

export const asCount = (value: unknown, where: string): number => asInteger(value, where, 0);

/** Also an empty one. */
export function asString(value: unknown, where: string): string {
  if (typeof value !== 'string') throw mismatch(where, 'a text', value);
  return value;
}

/** Letters, digits, "_" and "-": safe as a folder's name and in an address. */
export function asId(value: unknown, where: string): string {
  const id = asString(value, where);
  if (!isDatasetId(id)) throw mismatch(where, 'an id of at most 64 letters, digits, "_" and "-"', id);
  return id;
}

export function asOneOf<T extends string>(choices: readonly T[]): (value: unknown, where: string) => T {
  return (value, where) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw mismatch(where, `one of ${choices.join(', ')}`, value);
    return found;
  };
}

/** Only null counts as null. */
export function orNull<T>(check: (value: unknown, where: string) => T): (value: unknown, where: string) => T | null {
  return (value, where) => (value === null ? null : check(value, where));
}

/** An object whose fields all have a check, and that has each of them; a later version of the page may write others. */
export function asFields<T extends object>(value: unknown, where: string, checks: { [K in keyof T]: (value: unknown, where: string) => T[K] }): T {
  const object: JsonObject = asObject(value, where);
  const strange = Object.keys(object).find((name) => !Object.hasOwn(checks, name));
  if (strange !== undefined) throw mismatch(where, `no other fields than ${Object.keys(checks).join(', ')}`, strange, 'It may be from a newer version: update the page.');
  const result: Partial<T> = {};
  for (const name in checks) result[name] = checks[name](field(object, name), `${where}.${name}`);
  return result as T;
}

/** JSON has no words for numbers that are not finite: they are written as texts. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' && !Number.isFinite(part) ? String(part) : part));
}

const endless = new Map<unknown, number>([['NaN', NaN], ['Infinity', Infinity], ['-Infinity', -Infinity]]);

/** A number that was measured, and may be none that is finite. */
export const asMeasure = (value: unknown, where: string): number => endless.get(value) ?? asNumber(value, where);

/** @throws BundleError for a setting that is not known here, and for a value out of its range */
export function asConfig(value: unknown, where: string): AlscorConfig {
  const object = asObject(value, where);
  for (const [key, setting] of Object.entries(object)) {
    if (typeof setting !== 'number' && typeof setting !== 'string') throw mismatch(`${where}.${key}`, 'a number or a text', setting);
  }
  return readConfig(JSON.stringify(object), where);
}

const isSetting = (key: string): key is keyof AlscorConfig => Object.hasOwn(defaultConfig, key);

function asSetting(value: unknown, where: string): keyof AlscorConfig {
  const key = asString(value, where);
  if (!isSetting(key)) throw mismatch(where, 'a setting of ALSCOR', key, 'It may be from a newer version: update the page.');
  return key;
}

export function asChange(value: unknown, where: string): ConfigChange {
  const change = asFields<{ step: number; key: keyof AlscorConfig; value: unknown }>(value, where, { step: asCount, key: asSetting, value: (given) => given });
  const checked = asConfig({ [change.key]: change.value }, where);
  return { ...change, value: checked[change.key] };
}
