/** A mapping as JSON, as --print-map writes it. */
import { readFile } from 'node:fs/promises';
import { asInteger, asList, asNumber, asObject, asText, decodeText, field, mismatch, optional, parseJson } from '../bundle/json';
import { allRoles } from '../bundle/layouts/guess';
import { defaultSplits, type ColumnRef, type LabelReading, type LayoutName, type Mapping, type Part } from '../bundle/layouts/mapping';
import type { Split } from '../bundle/manifest';
import { BundleError, reasonOf } from '../bundle/problem';

const layouts: Record<LayoutName, true> = { 'clip-retrieval': true, 'svcl-mat': true, 'xmedia-mat': true, dscmr: true, 'hdf5-splits': true, 'vse-precomp': true, pictures: true, table: true };
const splits: readonly Split[] = ['train', 'val', 'test'];

function asOneOf<T extends string>(value: unknown, names: readonly T[], where: string): T {
  const found = names.find((name) => name === value);
  if (found === undefined) throw mismatch(where, names.map((name) => `"${name}"`).join(', '), value);
  return found;
}

/** A name may be empty: a file of one array. */
function asString(value: unknown, where: string): string {
  if (typeof value !== 'string') throw mismatch(where, 'a text', value);
  return value;
}

function asRef(value: unknown, where: string): ColumnRef {
  const object = asObject(value, where);
  return { path: asString(field(object, 'path'), `${where}.path`), name: asString(field(object, 'name'), `${where}.name`) };
}

function asPart(value: unknown, where: string): Part {
  const object = asObject(value, where);
  const given = asObject(field(object, 'roles'), `${where}.roles`);
  const roles: Part['roles'] = {};
  for (const [name, ref] of Object.entries(given)) roles[asOneOf(name, allRoles, `${where}.roles`)] = asRef(ref, `${where}.roles.${name}`);
  return { split: optional(field(object, 'split'), `${where}.split`, (split, at) => asOneOf(split, splits, at)) ?? null, roles };
}

function asReading(value: unknown, where: string): LabelReading {
  const object = asObject(value, where);
  const kind = asOneOf(field(object, 'kind'), ['index', 'onehot', 'multihot', 'names'], `${where}.kind`);
  if (kind === 'index') return { kind, base: asInteger(field(object, 'base'), `${where}.base`, 0) };
  return kind === 'names' ? { kind, separator: optional(field(object, 'separator'), `${where}.separator`, asString) ?? null } : { kind };
}

function asShares(value: unknown, where: string): Mapping['splits'] {
  const object = asObject(value, where);
  return { validation: asNumber(field(object, 'validation'), `${where}.validation`), test: asNumber(field(object, 'test'), `${where}.test`), seed: asInteger(field(object, 'seed'), `${where}.seed`, 0) };
}

/** Throws BundleError naming the field, what it must be and what it is. */
export function parseMapping(bytes: Uint8Array, path: string): Mapping {
  const object = asObject(parseJson(decodeText(bytes, path), path), path);
  return {
    layout: asOneOf(field(object, 'layout'), Object.keys(layouts) as LayoutName[], `${path}.layout`),
    name: asText(field(object, 'name'), `${path}.name`),
    parts: asList(field(object, 'parts'), `${path}.parts`, asPart),
    labels: optional(field(object, 'labels'), `${path}.labels`, asReading) ?? null,
    classNames: optional(field(object, 'classNames'), `${path}.classNames`, (list, at) => asList(list, at, asString)) ?? null,
    captionsPerImage: optional(field(object, 'captionsPerImage'), `${path}.captionsPerImage`, (value, at) => asInteger(value, at)) ?? 1,
    splits: optional(field(object, 'splits'), `${path}.splits`, asShares) ?? defaultSplits,
  };
}

export async function readMapping(path: string): Promise<Mapping> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new BundleError(`Opening ${path}: ${reasonOf(cause)}`, 'Write it with --print-map.', { cause });
  });
  return parseMapping(bytes, path);
}
