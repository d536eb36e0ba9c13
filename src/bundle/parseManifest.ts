/** From the bytes of manifest.json to a Manifest that keeps what manifest.ts promises. */
import { asBoolean, asInteger, asList, asObject, asText, decodeText, field, mismatch, optional, parseJson, type JsonObject } from './json';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  type EncoderFile,
  type FeatureFile,
  type FileEntry,
  type LabelFile,
  type Manifest,
  type Thumbnails,
  type VocabFile,
} from './manifest';
import { checkedPath } from './path';

export const MANIFEST_PATH = 'manifest.json';

const asPath = (value: unknown, where: string): string => checkedPath(asText(value, where), where);

function asFeatures(value: unknown, where: string): FeatureFile {
  const object = asObject(value, where);
  const views = optional(field(object, 'views'), `${where}.views`, (list, at) => asList(list, at, asText));
  if (views?.length === 0) throw mismatch(`${where}.views`, 'at least one name', views, 'Leave views out where there is one view.');
  return {
    path: asPath(field(object, 'path'), `${where}.path`),
    encoder: optional(field(object, 'encoder'), `${where}.encoder`, asText),
    normalized: optional(field(object, 'normalized'), `${where}.normalized`, asBoolean),
    scale: optional(field(object, 'scale'), `${where}.scale`, asPath),
    views,
  };
}

function asLabels(value: unknown, where: string): LabelFile {
  const object = asObject(value, where);
  const kind = field(object, 'kind');
  if (kind !== 'index' && kind !== 'multihot') throw mismatch(`${where}.kind`, '"index" or "multihot"', kind);
  const names = asList(field(object, 'names'), `${where}.names`, asText);
  if (names.length < 2) throw mismatch(`${where}.names`, 'the names of at least 2 classes', names);
  return { path: asPath(field(object, 'path'), `${where}.path`), kind, names };
}

function asThumbnails(value: unknown, where: string): Thumbnails {
  const object = asObject(value, where);
  if (field(object, 'kind') !== 'sprites') throw mismatch(`${where}.kind`, '"sprites"', field(object, 'kind'));
  return {
    kind: 'sprites',
    cell: asInteger(field(object, 'cell'), `${where}.cell`),
    columns: asInteger(field(object, 'columns'), `${where}.columns`),
    rows: optional(field(object, 'rows'), `${where}.rows`, asInteger),
    sheets: asList(field(object, 'sheets'), `${where}.sheets`, asPath),
  };
}

function asVocab(value: unknown, where: string): VocabFile {
  const object = asObject(value, where);
  return {
    path: asPath(field(object, 'path'), `${where}.path`),
    vectors: asPath(field(object, 'vectors'), `${where}.vectors`),
    scale: asPath(field(object, 'scale'), `${where}.scale`),
  };
}

function asEncoder(value: unknown, where: string): EncoderFile {
  const object = asObject(value, where);
  const inputSize = asInteger(field(object, 'inputSize'), `${where}.inputSize`);
  const pictureSize = asInteger(field(object, 'pictureSize'), `${where}.pictureSize`);
  if (pictureSize > inputSize) throw mismatch(`${where}.pictureSize`, `at most inputSize, ${inputSize}`, pictureSize);
  return {
    path: asPath(field(object, 'path'), `${where}.path`),
    output: asText(field(object, 'output'), `${where}.output`),
    inputSize,
    pictureSize,
  };
}

function asFileEntry(value: unknown, where: string): FileEntry {
  const object = asObject(value, where);
  const given = field(object, 'sha256');
  const sha256 = given === '' ? '' : (optional(given, `${where}.sha256`, asText) ?? '');
  if (!/^([0-9a-f]{64})?$/i.test(sha256)) throw mismatch(`${where}.sha256`, '64 hexadecimal digits', sha256);
  return { bytes: asInteger(field(object, 'bytes'), `${where}.bytes`, 0), sha256: sha256.toLowerCase() };
}

function asFiles(value: unknown, where: string): Record<string, FileEntry> {
  const entries = Object.entries(asObject(value, where));
  return Object.fromEntries(entries.map(([path, entry]) => [checkedPath(path, where), asFileEntry(entry, `${where}["${path}"]`)]));
}

function checkFormat(object: JsonObject, where: string): void {
  const advice = 'Open the folder or zip of a dataset bundle.';
  if (field(object, 'format') !== BUNDLE_FORMAT) throw mismatch(`${where}.format`, `"${BUNDLE_FORMAT}"`, field(object, 'format'), advice);
  const version = field(object, 'version');
  if (version !== BUNDLE_VERSION) throw mismatch(`${where}.version`, `${BUNDLE_VERSION}`, version, 'Use a newer version of this page, or write version 1.');
}

function asPathed(value: unknown, where: string): { path: string } {
  return { path: asPath(field(asObject(value, where), 'path'), `${where}.path`) };
}

/** Throws BundleError naming the field, what it must be and what it is. Fields it does not know are left out. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const where = MANIFEST_PATH;
  const object = asObject(parseJson(decodeText(bytes, where), where), where);
  checkFormat(object, where);
  const text = (name: string) => optional(field(object, name), `${where}.${name}`, asText);
  const features = asObject(field(object, 'features'), `${where}.features`);
  return {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    name: asText(field(object, 'name'), `${where}.name`),
    description: text('description'),
    license: text('license'),
    citation: text('citation'),
    count: asInteger(field(object, 'count'), `${where}.count`),
    features: {
      image: asFeatures(field(features, 'image'), `${where}.features.image`),
      text: asFeatures(field(features, 'text'), `${where}.features.text`),
    },
    labels: optional(field(object, 'labels'), `${where}.labels`, asLabels),
    pairs: optional(field(object, 'pairs'), `${where}.pairs`, asPathed),
    items: asPathed(field(object, 'items'), `${where}.items`),
    thumbnails: optional(field(object, 'thumbnails'), `${where}.thumbnails`, asThumbnails),
    vocab: optional(field(object, 'vocab'), `${where}.vocab`, asVocab),
    encoder: optional(field(object, 'encoder'), `${where}.encoder`, asEncoder),
    files: optional(field(object, 'files'), `${where}.files`, asFiles),
  };
}
